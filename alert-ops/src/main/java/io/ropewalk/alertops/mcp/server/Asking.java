package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.ElicitationRequest;
import io.quarkiverse.mcp.server.ElicitationRequest.BooleanSchema;
import io.quarkiverse.mcp.server.ElicitationResponse;
import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.runtime.ServerRequests;
import io.ropewalk.alertops.config.McpConfig;
import io.ropewalk.alertops.mcp.OpenQuestions;
import io.ropewalk.alertops.mcp.OpenQuestions.Asked;
import io.ropewalk.alertops.mcp.Person;
import io.ropewalk.alertops.mcp.Person.Reply;
import io.ropewalk.alertops.mcp.Sessions;
import io.ropewalk.alertops.work.Caller;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Asks the person in front of an assistant by a form of the assistant's (elicitation). */
@Singleton
final class Asking {
    private static final Logger LOG = Logger.getLogger(Asking.class);
    private static final String AGREE = "agree";

    /** How far the library's ids may have gone on without us; nothing else here asks clients. */
    private static final int FARTHEST = 10_000;

    private final McpConfig config;
    private final OpenQuestions questions;
    private final ServerRequests requests;
    private final Semaphore places;
    private final ReentrantLock sending = new ReentrantLock();

    /** The id of the latest question. Only while sending. */
    private long latest;

    Asking(McpConfig config, OpenQuestions questions, ServerRequests requests) {
        this.config = config;
        this.questions = questions;
        this.requests = requests;
        this.places = new Semaphore(config.maxConfirmations());
    }

    /** Whoever's the session of this call is: the caller, and nobody else. */
    Person person(Elicitation elicitation, McpConnection connection, Caller caller) {
        Sessions.Of whose = new Sessions.Of(caller.name(), McpPaths.WRITE.path());
        return question -> {
            if (!elicitation.isFormModeSupported()) {
                return Reply.NOT_ASKABLE;
            }
            if (!places.tryAcquire()) {
                return Reply.BUSY;
            }
            Asked asked = questions.open(connection.id(), whose);
            try {
                return ask(form(elicitation, question), asked);
            } finally {
                questions.close(asked);
                places.release();
            }
        };
    }

    private ElicitationRequest form(Elicitation elicitation, String question) {
        return elicitation
                .requestBuilder()
                .setMessage(question)
                .addSchemaProperty(
                        AGREE,
                        new BooleanSchema(
                                "Do it", "Only a person may tick this.", Boolean.FALSE, true))
                .setTimeout(config.confirmationTimeout())
                .build();
    }

    private Reply ask(ElicitationRequest form, Asked asked) {
        try {
            var _ =
                    send(form, asked)
                            .handle((response, failure) -> reply(response, failure))
                            .thenAccept(asked::answered);
            return asked.reply().join();
        } catch (RuntimeException unforeseen) {
            LOG.warn("a form came to nothing", unforeseen);
            return Reply.NO_REPLY;
        }
    }

    /**
     * Sends it, and learns its id: one counter of the library's gives ids to all sessions, and says
     * nothing of it but whether an id awaits an answer. No answer gets there before the id is
     * known.
     */
    private CompletableFuture<ElicitationResponse> send(ElicitationRequest form, Asked asked) {
        sending.lock();
        try {
            CompletableFuture<ElicitationResponse> response =
                    form.send().subscribeAsCompletionStage();
            long id = latest + 1;
            while (!requests.hasResponseHandler(id)) {
                id++;
                if (id > latest + FARTHEST) {
                    throw new IllegalStateException("the id of a question is not known");
                }
            }
            latest = id;
            asked.sentAs(id);
            return response;
        } finally {
            sending.unlock();
        }
    }

    private static Reply reply(ElicitationResponse response, Throwable failure) {
        if (response != null) {
            return reply(response);
        }
        Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(why instanceof TimeoutException)) {
            LOG.warn("a form came to nothing", why);
        }
        return Reply.NO_REPLY;
    }

    private static Reply reply(ElicitationResponse response) {
        return switch (response.action()) {
            case ACCEPT -> agreed(response);
            case DECLINE -> Reply.DECLINED;
            case CANCEL -> Reply.CANCELLED;
        };
    }

    private static Reply agreed(ElicitationResponse response) {
        try {
            Boolean agree = response.content().getBoolean(AGREE);
            if (agree == null) {
                return Reply.WRONGLY_FILLED;
            }
            return agree ? Reply.AGREED : Reply.DECLINED;
        } catch (RuntimeException _) {
            // No content, or a text where a tick has to be.
            return Reply.WRONGLY_FILLED;
        }
    }
}
