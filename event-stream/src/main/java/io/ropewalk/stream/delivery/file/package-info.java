/** The sink that appends lines to files. */
package io.ropewalk.stream.delivery.file;
