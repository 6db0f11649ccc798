/** Reports as files. */
package io.ropewalk.alertops.report.file;
