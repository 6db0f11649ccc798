package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.ElicitationRequest;
import io.quarkiverse.mcp.server.ElicitationRequest.BooleanSchema;
import io.quarkiverse.mcp.server.ElicitationResponse;
import io.ropewalk.alertops.config.McpConfig;
import io.ropewalk.alertops.mcp.Person;
import io.ropewalk.alertops.mcp.Person.Reply;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Asks the person in front of an assistant by a form of the assistant's (elicitation). */
@Singleton
final class Asking {
    private static final Logger LOG = Logger.getLogger(Asking.class);
    private static final String AGREE = "agree";

    private final McpConfig config;
    private final Semaphore places;

    Asking(McpConfig config) {
        this.config = config;
        this.places = new Semaphore(config.maxConfirmations());
    }

    Person person(Elicitation elicitation) {
        return question -> {
            if (!elicitation.isFormModeSupported()) {
                return Reply.NOT_ASKABLE;
            }
            if (!places.tryAcquire()) {
                return Reply.BUSY;
            }
            try {
                return ask(elicitation, question);
            } finally {
                places.release();
            }
        };
    }

    private Reply ask(Elicitation elicitation, String question) {
        ElicitationRequest form =
                elicitation
                        .requestBuilder()
                        .setMessage(question)
                        .addSchemaProperty(
                                AGREE,
                                new BooleanSchema(
                                        "Do it",
                                        "Only a person may tick this.",
                                        Boolean.FALSE,
                                        true))
                        .setTimeout(config.confirmationTimeout())
                        .build();
        try {
            return reply(form.sendAndAwait());
        } catch (TimeoutException _) {
            return Reply.NO_REPLY;
        } catch (RuntimeException unforeseen) {
            LOG.warn("a form came to nothing", unforeseen);
            return Reply.NO_REPLY;
        }
    }

    private static Reply reply(ElicitationResponse response) {
        return switch (response.action()) {
            case ACCEPT ->
                    Boolean.TRUE.equals(response.content().getBoolean(AGREE))
                            ? Reply.AGREED
                            : Reply.DECLINED;
            case DECLINE -> Reply.DECLINED;
            case CANCEL -> Reply.CANCELLED;
        };
    }
}
