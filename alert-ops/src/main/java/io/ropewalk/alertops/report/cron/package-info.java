/** Times by cron expressions. */
package io.ropewalk.alertops.report.cron;
