/** Reports in the state database. */
package io.ropewalk.alertops.report.jdbc;
