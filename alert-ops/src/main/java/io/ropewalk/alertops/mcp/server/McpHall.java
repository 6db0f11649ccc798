package io.ropewalk.alertops.mcp.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.ropewalk.alertops.mcp.OpenQuestions;
import io.ropewalk.alertops.mcp.OpenQuestions.Asked;
import io.ropewalk.alertops.mcp.Person.Reply;
import io.ropewalk.alertops.mcp.Sessions;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Behind the door, and before both servers: what a message is. Answers to questions pass only in
 * the session, and from the person, that was asked; the library would take them from anyone.
 */
@Singleton
final class McpHall {
    /** After the door (50). */
    private static final int READING = 45;

    private static final int LOOKING = 40;

    /** As {@code quarkus.http.limits.max-body-size}. */
    private static final long LONGEST_BODY = 4L << 20;

    private static final int BAD_REQUEST = 400;
    private static final int ACCEPTED = 202;

    private final OpenQuestions questions;
    private final McpDoor door;
    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(LONGEST_BODY);

    McpHall(OpenQuestions questions, McpDoor door) {
        this.questions = questions;
        this.door = door;
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, READING);
        filters.register(this::look, LOOKING);
    }

    private void read(RoutingContext request) {
        if (isMessage(request)) {
            body.handle(request);
        } else {
            request.next();
        }
    }

    private void look(RoutingContext request) {
        if (!isMessage(request)) {
            request.next();
            return;
        }
        switch (Incoming.of(request.body().buffer())) {
            case Incoming.Call _ -> request.next();
            case Incoming.Answer answer -> answered(request, answer);
            case Incoming.Wrong wrong -> {
                var _ =
                        request.response()
                                .setStatusCode(BAD_REQUEST)
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .end(wrong.body().toBuffer());
            }
        }
    }

    private void answered(RoutingContext request, Incoming.Answer answer) {
        String session = request.request().getHeader(McpDoor.SESSION);
        if (session == null) {
            door.refuse(request, McpDoor.notFound("An answer belongs to a session."));
            return;
        }
        Context here = Vertx.currentContext();
        Sessions.Of whose = McpDoor.whose(request);
        var _ =
                questions
                        .awaited(session, whose, answer.id())
                        .thenAccept(
                                found -> here.runOnContext(_ -> answered(request, answer, found)));
    }

    private void answered(
            RoutingContext request, Incoming.Answer answer, Optional<Asked> question) {
        if (question.isEmpty()) {
            door.refuse(
                    request,
                    McpDoor.notFound("Nothing with this id is asked in this session, or no more."));
        } else if (answer.usable()) {
            request.next();
        } else {
            question.get().answered(Reply.WRONGLY_FILLED);
            var _ = request.response().setStatusCode(ACCEPTED).end();
        }
    }

    private static boolean isMessage(RoutingContext request) {
        McpPaths path = McpPaths.of(request.normalizedPath());
        return (path == McpPaths.READ || path == McpPaths.WRITE)
                && request.request().method().equals(HttpMethod.POST);
    }
}
