/** What several sinks share: a POST that tells failures apart, and the forms of a line. */
package io.ropewalk.stream.outbound;
