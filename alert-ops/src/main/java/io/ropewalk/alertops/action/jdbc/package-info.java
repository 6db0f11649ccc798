/** Receipts in the state database. */
package io.ropewalk.alertops.action.jdbc;
