/** Feeds being read: who reads which partition, and how its lines travel. */
package io.ropewalk.simulator.datafeed;
