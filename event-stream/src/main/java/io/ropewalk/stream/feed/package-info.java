/** One partition of a customer's feed: found, opened, read, kept alive, and opened again. */
package io.ropewalk.stream.feed;
