/** What travels: an event as the vendor sent it, and the partition it came from. */
package io.ropewalk.stream.event;
