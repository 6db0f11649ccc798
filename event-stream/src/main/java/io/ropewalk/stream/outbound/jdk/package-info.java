/** Posts with the JDK's own HTTP client. */
package io.ropewalk.stream.outbound.jdk;
