/** The audit over HTTP. */
package io.ropewalk.alertops.audit.http;
