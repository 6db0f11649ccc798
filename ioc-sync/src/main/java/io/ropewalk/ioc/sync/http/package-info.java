/** The mirror over HTTP. */
package io.ropewalk.ioc.sync.http;
