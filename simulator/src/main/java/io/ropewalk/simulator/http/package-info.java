/**
 * A small HTTP/1.1 server that can also misbehave: cut a body short, stall in its middle, reset the
 * connection. The server of the JDK completes or repairs such answers, so it cannot stand in for a
 * broken network.
 */
package io.ropewalk.simulator.http;
