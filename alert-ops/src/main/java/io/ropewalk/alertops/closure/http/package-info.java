/** Closures over HTTP. */
package io.ropewalk.alertops.closure.http;
