/**
 * Framing: cuts what a feed connection brings into lines, and tells events from broken lines
 * without building a tree. Bytes pass through untouched.
 */
package io.ropewalk.stream.line;
