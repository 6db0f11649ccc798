/** What closures do, as metrics. */
package io.ropewalk.alertops.closure.metrics;
