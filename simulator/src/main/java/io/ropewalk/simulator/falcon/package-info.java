/**
 * The Falcon API as a client sees it: gateway rules, token endpoint, hosts. One {@link
 * io.ropewalk.simulator.falcon.RouteGroup} per collection.
 */
package io.ropewalk.simulator.falcon;
