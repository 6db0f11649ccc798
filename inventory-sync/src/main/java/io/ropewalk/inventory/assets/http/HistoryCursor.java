package io.ropewalk.inventory.assets.http;

import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque {@code after} of a list of deliveries. */
final class HistoryCursor {
    private static final int PARTS = 3;

    private HistoryCursor() {}

    static String write(Delivery.Key key) {
        // A sink's name has no space.
        String text = key.number() + " " + key.sink() + " " + key.kind().word();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Delivery.Key read(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split(" ", -1);
            if (parts.length == PARTS) {
                return new Delivery.Key(
                        Long.parseLong(parts[0]),
                        parts[1],
                        AssetKind.named(parts[2]).orElseThrow(IllegalArgumentException::new));
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new ProblemException(
                Problem.of(400, "bad-request", "after must be the next of an earlier answer."));
    }
}
