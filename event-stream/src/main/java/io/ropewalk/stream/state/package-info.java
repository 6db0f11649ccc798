/** What survives a restart: positions, ownership, dead letters, and what operators asked for. */
package io.ropewalk.stream.state;
