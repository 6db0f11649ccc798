/**
 * The hosts of one customer, computed from a seed. Only a sorted array of eight-byte keys is held;
 * every record is written anew whenever it is asked for, and is the same bytes each time.
 */
package io.ropewalk.simulator.estate;
