package io.ropewalk.alertops.closure.http;

import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureStore.Place;
import io.ropewalk.alertops.work.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What lists are paged by: limit, and the opaque after. */
final class After {
    private static final int MOST = 1_000;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,4}");

    private After() {}

    /** Text, because a number that cannot be read would be answered as an unknown path. */
    static int limit(String text) {
        int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw Refused.badRequest("limit is a number from 1 to " + MOST + ".");
        }
        return limit;
    }

    static String of(Closure closure) {
        return written(closure.times().created().toEpochMilli() + " " + closure.id());
    }

    static Optional<Place> place(String after) {
        if (after == null) {
            return Optional.empty();
        }
        try {
            String text = read(after);
            int space = text.indexOf(' ');
            long created = Long.parseLong(text, 0, Math.max(0, space), 10);
            return Optional.of(new Place(Instant.ofEpochMilli(created), text.substring(space + 1)));
        } catch (IllegalArgumentException foreign) {
            throw foreign();
        }
    }

    static String of(int position) {
        return written("item " + position);
    }

    static int position(String after) {
        if (after == null) {
            return -1;
        }
        try {
            String text = read(after);
            if (!text.startsWith("item ")) {
                throw foreign();
            }
            return Integer.parseInt(text.substring(5));
        } catch (IllegalArgumentException foreign) {
            throw foreign();
        }
    }

    private static Refused foreign() {
        return Refused.badRequest("after must be the next of an earlier answer.");
    }

    private static String written(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
