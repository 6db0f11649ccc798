/** Alerts and the graph behind them, computed from the seed and the id that is asked for. */
package io.ropewalk.simulator.graph;
