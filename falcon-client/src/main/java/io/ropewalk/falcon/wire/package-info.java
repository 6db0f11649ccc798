/**
 * HTTP and JSON: the only place that knows Quarkus, Jakarta REST and Jackson. {@link
 * io.ropewalk.falcon.wire.FalconHttp} puts the whole client together.
 */
package io.ropewalk.falcon.wire;
