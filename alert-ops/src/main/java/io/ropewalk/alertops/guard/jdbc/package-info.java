/** What was done of late, in the state database. */
package io.ropewalk.alertops.guard.jdbc;
