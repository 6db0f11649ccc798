/** Events as records of a Kafka topic, in order per partition of the feed. */
package io.ropewalk.stream.delivery.kafka;
