/**
 * Receivers of events, as sinks see them: the Sekoia intake and a plain HTTP endpoint. They keep
 * the protocols strictly, and write down what arrived so that it can be compared with the truth.
 */
package io.ropewalk.simulator.receiver;
