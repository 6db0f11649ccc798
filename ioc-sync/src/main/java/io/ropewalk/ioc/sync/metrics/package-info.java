/** What the mirror does, in numbers. */
package io.ropewalk.ioc.sync.metrics;
