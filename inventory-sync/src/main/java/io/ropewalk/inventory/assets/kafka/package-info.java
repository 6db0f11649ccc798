/** The sink that writes records to a Kafka topic. */
package io.ropewalk.inventory.assets.kafka;
