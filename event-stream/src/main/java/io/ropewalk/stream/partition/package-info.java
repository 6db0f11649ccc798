/** Partitions at work: who reads which, since when, and how far. */
package io.ropewalk.stream.partition;
