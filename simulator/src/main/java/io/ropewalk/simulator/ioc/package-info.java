/**
 * Custom indicators of a customer: the records, what makes one legal, and the store. Knows no HTTP.
 */
package io.ropewalk.simulator.ioc;
