/** A strict stand-in for the Falcon API, for tests, benchmarks and the local run. */
package io.ropewalk.simulator;
