/** OpenCTI over HTTP. */
package io.ropewalk.ioc.opencti.http;
