/** Receipts in the state database. */
package io.ropewalk.alertops.desk.jdbc;
