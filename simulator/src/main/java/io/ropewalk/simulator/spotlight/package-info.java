/** Vulnerabilities found on hosts, computed from the host and a number. */
package io.ropewalk.simulator.spotlight;
