/** Mail about reports. */
package io.ropewalk.alertops.report.mail;
