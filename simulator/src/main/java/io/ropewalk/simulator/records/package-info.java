/**
 * Records that are computed when they are asked for: how a collection lists them, what a filter
 * sees of one, and how one is written.
 */
package io.ropewalk.simulator.records;
