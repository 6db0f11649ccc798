package io.ropewalk.inventory.questions.http;

import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The opaque {@code after}: the question it belongs to, and where its page ended. */
final class Cursor {
    private static final String BETWEEN = "\n";

    private Cursor() {}

    static String write(String question, String... parts) {
        List<String> all = new ArrayList<>(List.of(question));
        all.addAll(List.of(parts));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, all).getBytes(StandardCharsets.UTF_8));
    }

    /** The parts that {@link #write} was given, or nothing for the first page. */
    static Optional<List<String>> read(String question, int parts, String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        List<String> all = List.of(text(cursor).split(BETWEEN, -1));
        if (all.size() != parts + 1 || !all.getFirst().equals(question)) {
            throw foreign();
        }
        return Optional.of(all.subList(1, all.size()));
    }

    private static String text(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return new ProblemException(
                Problem.of(
                        400,
                        "bad-request",
                        "after must be the next of an earlier answer to the same question; leave it out for the first page."));
    }
}
