/** What the audit is told, as metrics and log lines. */
package io.ropewalk.alertops.audit.metrics;
