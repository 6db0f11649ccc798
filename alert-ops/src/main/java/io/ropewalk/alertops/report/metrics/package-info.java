/** Reports as metrics. */
package io.ropewalk.alertops.report.metrics;
