/** Benchmarks of whole services, each beside its limit and as a ratio inside one run. */
package io.ropewalk.bench;
