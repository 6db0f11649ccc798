package io.ropewalk.simulator.falcon;

import java.util.List;

/**
 * The routes of one API collection. A new collection is a new class and one line where the groups
 * are listed.
 */
interface RouteGroup {
    List<Route> routes();
}
