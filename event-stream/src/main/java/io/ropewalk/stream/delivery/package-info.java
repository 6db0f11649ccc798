/** How events reach the sinks: in order, at least once, each sink at its own position. */
package io.ropewalk.stream.delivery;
