package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.mcp.Person.Reply;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Questions that wait for a person. Each is bound to the session it was put in and to the person
 * whose that session is: ids of messages can be guessed, so an answer counts only where it was
 * asked. Safe for use by many threads.
 */
public final class OpenQuestions {
    private final List<Asked> open = new CopyOnWriteArrayList<>();

    /** A question that was put to somebody. */
    public static final class Asked {
        private final String session;
        private final Sessions.Of whose;
        private final CompletableFuture<Long> id = new CompletableFuture<>();
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();

        private Asked(String session, Sessions.Of whose) {
            this.session = Objects.requireNonNull(session, "session");
            this.whose = Objects.requireNonNull(whose, "whose");
        }

        /** The id its message has. */
        public void sentAs(long number) {
            id.complete(number);
        }

        /** What came of it; the first reply counts. */
        public void answered(Reply what) {
            reply.complete(what);
        }

        /** Completes with the reply. */
        public CompletableFuture<Reply> reply() {
            return reply;
        }
    }

    /** Before it is sent, so that no answer can be there earlier. */
    public Asked open(String session, Sessions.Of whose) {
        Asked asked = new Asked(session, whose);
        open.add(asked);
        return asked;
    }

    /** Nobody waits any more. */
    public void close(Asked asked) {
        open.remove(asked);
        // Whoever waits for the id of what was never sent shall hear that there is none.
        asked.id.complete(-1L);
    }

    /**
     * The question that waits for an answer with this id in this very session of this person. It
     * completes once the ids of all questions of the session are known, which is at once but for
     * one that is just being sent.
     *
     * @param id as it came
     */
    public CompletionStage<Optional<Asked>> awaited(String session, Sessions.Of whose, Object id) {
        List<Asked> here =
                open.stream()
                        .filter(it -> it.session.equals(session) && it.whose.equals(whose))
                        .toList();
        return CompletableFuture.allOf(
                        here.stream().map(it -> it.id).toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> here.stream().filter(it -> is(it.id.join(), id)).findFirst());
    }

    private static boolean is(long asked, Object came) {
        return asked > 0
                && (came instanceof Integer || came instanceof Long || came instanceof String)
                && came.toString().equals(Long.toString(asked));
    }
}
