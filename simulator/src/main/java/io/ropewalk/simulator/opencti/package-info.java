/**
 * OpenCTI as far as a stream connector meets it: GraphQL for its registration, the live stream of a
 * collection, and the database behind both.
 */
package io.ropewalk.simulator.opencti;
