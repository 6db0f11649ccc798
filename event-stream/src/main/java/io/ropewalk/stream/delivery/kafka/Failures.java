package io.ropewalk.stream.delivery.kafka;

import io.ropewalk.stream.delivery.SinkAnswer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What a failure of the client means for the batch. The client's own texts are left out: they may
 * quote what is configured.
 */
final class Failures {

    private final KafkaSettings settings;

    Failures(KafkaSettings settings) {
        this.settings = settings;
    }

    /** What became of a batch whose delivery ended with the failure. */
    SinkAnswer answer(Throwable failure) {
        return switch (failure) {
            case AuthenticationException _ ->
                    halted(
                            "Kafka does not accept the sink's credentials or certificate: correct"
                                    + " the sasl.* and ssl.* properties of sink %s.",
                            settings.name());
            case TopicAuthorizationException _ ->
                    halted(
                            "Allow the sink's Kafka user to WRITE and DESCRIBE topic %s.",
                            settings.topic());
            case TransactionalIdAuthorizationException _ ->
                    halted(
                            "Allow the sink's Kafka user to WRITE and DESCRIBE transactional ids"
                                    + " that begin with %s-.",
                            settings.transactionalIdPrefix());
            case ClusterAuthorizationException _ ->
                    halted(
                            "Allow the sink's Kafka user of %s the cluster operation"
                                    + " IDEMPOTENT_WRITE.",
                            settings.name());
            case UnknownTopicOrPartitionException _ ->
                    halted(
                            "Create the Kafka topic %s, or correct the topic of the sink.",
                            settings.topic());
            case InvalidTopicException _ ->
                    halted(
                            "Correct the topic of sink %s: no topic may be called so.",
                            settings.name());
            case InvalidTxnTimeoutException _ ->
                    halted(
                            "Raise transaction.max.timeout.ms of the brokers, or lower the"
                                    + " delivery-timeout of sink %s.",
                            settings.name());
            case UnsupportedVersionException _ ->
                    halted("Sink %s needs brokers of Kafka 2.1 or newer.", settings.name());
            case UnsupportedCompressionTypeException _ ->
                    halted("Choose another compression for sink %s.", settings.name());
            case RecordTooLargeException _ ->
                    new SinkAnswer.Refused("An event is too large for the topic.");
            case InvalidRecordException _ -> refusedByBroker();
            case InvalidTimestampException _ -> refusedByBroker();
            case NotEnoughReplicasException _ -> tooFewReplicas();
            case NotEnoughReplicasAfterAppendException _ -> tooFewReplicas();
            case ProducerFencedException _ -> fenced();
            case InvalidProducerEpochException _ -> fenced();
            default -> byCause(failure);
        };
    }

    /** What it means that no producer could be made. */
    SinkAnswer notMade(KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException
                    && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap")) {
                return SinkAnswer.Unavailable.because(
                        "None of the names in bootstrap-servers is known to the name service.");
            }
        }
        return halted(
                "The Kafka client of sink %s does not start: check its sasl.* and ssl.* properties"
                        + " and the files they name.",
                settings.name());
    }

    // A wait that timed out names what it saw meanwhile as its cause.
    private SinkAnswer byCause(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof KafkaException) {
            return answer(cause);
        }
        return SinkAnswer.Unavailable.because(
                "Kafka did not confirm the batch (" + failure.getClass().getSimpleName() + ").");
    }

    private static SinkAnswer refusedByBroker() {
        return new SinkAnswer.Refused("The broker refuses the record.");
    }

    private static SinkAnswer tooFewReplicas() {
        return SinkAnswer.Unavailable.because("Too few replicas of the topic are in sync.");
    }

    private static SinkAnswer fenced() {
        return SinkAnswer.Unavailable.because(
                "Another producer took over the transactional id of this partition.");
    }

    private static SinkAnswer halted(String sentence, String name) {
        return new SinkAnswer.Halted(sentence.formatted(name));
    }
}
