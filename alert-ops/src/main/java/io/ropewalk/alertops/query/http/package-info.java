/** The questions over HTTP: JSON, CSV and NDJSON. */
package io.ropewalk.alertops.query.http;
