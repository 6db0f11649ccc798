/** Offsets of another program, from its file. */
package io.ropewalk.stream.takeover.file;
