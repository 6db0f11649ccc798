package io.ropewalk.inventory.assets.kafka;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.SinkAnswer;
import io.ropewalk.inventory.assets.SinkAnswer.Halted;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What a failure of the client means. The client's own texts are left out: they may quote what is
 * configured.
 */
final class Failures {
    private final KafkaSettings settings;

    Failures(KafkaSettings settings) {
        this.settings = settings;
    }

    SinkAnswer answer(Throwable failure) {
        return switch (failure) {
            case RecordTooLargeException _ ->
                    new SinkAnswer.Refused("An asset is larger than the topic takes.");
            case InvalidRecordException _ ->
                    new SinkAnswer.Refused("The broker refuses the record.");
            case AuthenticationException _ ->
                    new Halted(
                            FailureCategory.AUTH,
                            "Kafka does not accept the sink's credentials or certificate: correct its"
                                    + " sasl.* and ssl.* properties.");
            case AuthorizationException _ ->
                    new Halted(
                            FailureCategory.AUTH,
                            "Allow the sink's Kafka user to WRITE and DESCRIBE topic "
                                    + settings.topic()
                                    + ".");
            case UnknownTopicOrPartitionException _ -> noTopic();
            case InvalidTopicException _ -> noTopic();
            default -> byCause(failure);
        };
    }

    // A wait that timed out names what it saw meanwhile as its cause, and so does a client that
    // could not be made.
    private SinkAnswer byCause(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof ConfigException
                && String.valueOf(cause.getMessage()).startsWith("No resolvable bootstrap")) {
            return Unavailable.because(
                    FailureCategory.NETWORK,
                    "None of the names in bootstrap-servers is known to the name service.");
        }
        if (cause instanceof KafkaException) {
            return answer(cause);
        }
        return Unavailable.because(
                FailureCategory.NETWORK,
                "Kafka did not confirm the batch (" + failure.getClass().getSimpleName() + ").");
    }

    private SinkAnswer noTopic() {
        return new Halted(
                FailureCategory.NOT_FOUND,
                "Create the Kafka topic "
                        + settings.topic()
                        + ", or correct the topic of the sink.");
    }
}
