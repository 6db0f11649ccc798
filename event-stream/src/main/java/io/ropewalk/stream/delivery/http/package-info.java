/** The sink that posts batches to a webhook. */
package io.ropewalk.stream.delivery.http;
