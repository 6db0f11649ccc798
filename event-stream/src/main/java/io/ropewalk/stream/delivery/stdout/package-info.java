/** The sink that writes lines to standard output. */
package io.ropewalk.stream.delivery.stdout;
