/** The vendor's filter language: its grammar, and how a term compares. Knows no records. */
package io.ropewalk.simulator.fql;
