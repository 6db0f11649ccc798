package io.ropewalk.inventory.run.http;

import io.ropewalk.inventory.run.RunKey;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The opaque {@code after}. */
final class ListCursor {
    private ListCursor() {}

    static String write(RunKey key) {
        String text = key.created().toEpochMilli() + " " + key.id();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static RunKey read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            long created = Long.parseLong(text, 0, Math.max(0, space), 10);
            return new RunKey(Instant.ofEpochMilli(created), text.substring(space + 1));
        } catch (IllegalArgumentException foreign) {
            throw new ProblemException(
                    Problem.of(400, "bad-request", "after must be the next of an earlier answer."));
        }
    }
}
