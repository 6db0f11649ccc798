/**
 * Everything on one machine: builds what is missing, starts the simulator, Neo4j and the packaged
 * services as processes, runs the first full pass and says where to look. Knows the others only by
 * their command lines, environment and HTTP.
 */
package io.ropewalk.local;
