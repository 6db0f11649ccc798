/** The sink that posts batches to a Sekoia.io intake. */
package io.ropewalk.stream.delivery.sekoia;
