/** The alerts of a customer: what there is, how it is found, and what becomes of it. */
package io.ropewalk.simulator.alert;
