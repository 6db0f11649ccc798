/** Closing many alerts at once: looked at first, written in batches, resumed, taken back. */
package io.ropewalk.alertops.closure;
