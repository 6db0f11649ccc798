/** The record of what sinks accepted, in the state database. */
package io.ropewalk.inventory.assets.jdbc;
