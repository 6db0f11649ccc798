package io.ropewalk.stream.desk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.ropewalk.stream.desk.StreamDesk;
import io.ropewalk.stream.state.Position;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the API is asked. */
final class Requests {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private Requests() {}

    /**
     * Where to go on: one of the two.
     *
     * @param offset delivery goes on after this offset
     * @param to {@code oldest}, {@code newest} or an instant
     * @param sink only this one; all without it
     * @param reason for the audit
     */
    @RegisterForReflection
    record Seek(Long offset, String to, String sink, String reason) {

        /**
         * @param clock the vendor's: what comes from now on is dated by it
         */
        Position position(Clock clock) {
            if ((offset == null) == (to == null)) {
                throw problem(
                        "Give either offset, the last offset that counts as delivered, or to: oldest, newest or an instant.");
            }
            if (offset != null) {
                if (offset < 0) {
                    throw problem("offset is a number from 0.");
                }
                return new Position(0, OptionalLong.of(offset), 0, 0);
            }
            return switch (to) {
                case "oldest" -> Position.OLDEST;
                case "newest" -> Position.since(clock.millis());
                default -> Position.since(millis(to));
            };
        }

        private static long millis(String text) {
            try {
                return Instant.parse(text).toEpochMilli();
            } catch (DateTimeException | ArithmeticException _) {
                throw problem("to is oldest, newest or an instant such as 2026-11-01T00:00:00Z.");
            }
        }
    }

    /** Why, for the audit. */
    @RegisterForReflection
    record Why(String reason) {
        static String of(Why why) {
            return why == null || why.reason() == null ? "" : why.reason();
        }
    }

    /**
     * What to do with a dead letter.
     *
     * @param sink for a line that never reached one
     */
    @RegisterForReflection
    record Replay(String sink) {}

    /**
     * A body that may be left out, and then its Content-Type too: the framework would ask for one.
     *
     * @return null for none
     * @throws JsonProcessingException for one that is not understood; the suite's mapper answers it
     */
    static <T> T optional(ObjectMapper json, String body, Class<T> type)
            throws JsonProcessingException {
        return body == null || body.isBlank() ? null : json.readValue(body, type);
    }

    static int limit(String text) {
        int limit = NUMBER.matcher(text).matches() ? (int) Math.min(1000, Long.parseLong(text)) : 0;
        if (limit < 1 || limit > 200) {
            throw problem("limit is a number from 1 to 200.");
        }
        return limit;
    }

    static long before(String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        if (!NUMBER.matcher(after).matches()) {
            throw problem("after is the next of an earlier answer.");
        }
        return Long.parseLong(after);
    }

    /** Refuses a tenant that this service does not stream, or may not know of yet. */
    static void known(StreamDesk desk, String tenant) {
        if (desk.knows(tenant)) {
            return;
        }
        desk.doubt()
                .ifPresent(doubt -> {
                    throw problem(503, doubt.category(), doubt.message());
                });
        throw problem(
                404, "not-found", "There is no tenant of this name that this service streams.");
    }

    static ProblemException problem(String detail) {
        return problem(400, "bad-request", detail);
    }

    static ProblemException problem(int status, String category, String detail) {
        return new ProblemException(Problem.of(status, category, detail));
    }
}
