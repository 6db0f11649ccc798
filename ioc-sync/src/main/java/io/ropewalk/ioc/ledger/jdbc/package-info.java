/** The ledger in SQLite or PostgreSQL. */
package io.ropewalk.ioc.ledger.jdbc;
