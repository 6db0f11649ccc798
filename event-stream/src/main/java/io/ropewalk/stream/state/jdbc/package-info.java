/** The state in SQLite or PostgreSQL, with the same SQL. */
package io.ropewalk.stream.state.jdbc;
