/** Reports over HTTP. */
package io.ropewalk.alertops.report.http;
