/** Positions taken over, once, from the program that read the feed before. */
package io.ropewalk.stream.takeover;
