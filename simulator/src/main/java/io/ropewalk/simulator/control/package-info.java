/** Control of a running simulator under {@code /_sim}: strict JSON in, plain JSON out. */
package io.ropewalk.simulator.control;
