/** Closures in SQLite or PostgreSQL. */
package io.ropewalk.alertops.closure.jdbc;
