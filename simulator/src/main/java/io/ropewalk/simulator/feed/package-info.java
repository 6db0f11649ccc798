/**
 * The truth of the event feed: which events a customer has, byte by byte, as functions of the seed,
 * the customer id, the partition and the offset. How they travel is not known here.
 */
package io.ropewalk.simulator.feed;
