/** The audit in the state database. */
package io.ropewalk.alertops.audit.jdbc;
