/** Waiting, so that tests can do without. */
package io.ropewalk.stream.timing;
