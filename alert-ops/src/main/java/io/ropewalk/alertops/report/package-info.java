/** Counts over all alerts: now, or kept as reports that are made on demand and by schedule. */
package io.ropewalk.alertops.report;
