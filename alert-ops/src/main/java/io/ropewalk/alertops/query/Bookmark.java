package io.ropewalk.alertops.query;

import io.ropewalk.alertops.work.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code after} stands for: the text is opaque to callers and carries a digest over itself and
 * over what was asked, so it fits nothing else. It is no secret and grants nothing: whoever holds
 * it needs the same right as without it.
 *
 * @param at when the question was first asked
 * @param open customers that were begun, with where they go on
 * @param last the name of the last customer that was begun
 */
record Bookmark(Instant at, Map<String, Place> open, String last) {
    private static final int DIGEST_BYTES = 16;
    private static final int MOST_CHARACTERS = 32_000;
    private static final String SEPARATOR = "\n";

    Bookmark {
        open = new LinkedHashMap<>(open);
    }

    /** Its text, good only for what was asked. */
    String text(String asked) {
        List<String> lines = new ArrayList<>();
        lines.add(Long.toString(at.getEpochSecond()));
        lines.add(last);
        open.forEach((tenant, place) ->
                lines.add(
                        String.join(
                                " ",
                                tenant,
                                Integer.toString(place.size()),
                                Integer.toString(place.skip()),
                                Long.toString(place.seen()),
                                place.cursor().map(Bookmark::encoded).orElse("-"))));
        byte[] body = String.join(SEPARATOR, lines).getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(asked, body);
        byte[] all = Arrays.copyOf(digest, digest.length + body.length);
        System.arraycopy(body, 0, all, digest.length, body.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * The bookmark of a text.
     *
     * @throws Refused when it is none, or one of another question
     */
    static Bookmark of(String text, String asked) {
        try {
            if (text.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("Too long.");
            }
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length < DIGEST_BYTES) {
                throw new IllegalArgumentException("Too short.");
            }
            byte[] body = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
            byte[] digest = Arrays.copyOf(all, DIGEST_BYTES);
            if (!MessageDigest.isEqual(digest, digest(asked, body))) {
                throw new IllegalArgumentException("Of another question.");
            }
            return read(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            throw Refused.badRequest(
                    "after is not the next of an answer to this question about these customers"
                            + " with these parameters; ask again without it.");
        }
    }

    private static Bookmark read(String body) {
        String[] lines = body.split(SEPARATOR, -1);
        if (lines.length < 2) {
            throw new IllegalArgumentException("Too few lines.");
        }
        Map<String, Place> open = new LinkedHashMap<>();
        for (int line = 2; line < lines.length; line++) {
            String[] parts = lines[line].split(" ", -1);
            if (parts.length != 5) {
                throw new IllegalArgumentException("Not a place.");
            }
            open.put(
                    parts[0],
                    new Place(
                            Optional.of(parts[4])
                                    .filter(it -> !it.equals("-"))
                                    .map(Bookmark::decoded),
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2]),
                            Long.parseLong(parts[3])));
        }
        return new Bookmark(Instant.ofEpochSecond(Long.parseLong(lines[0])), open, lines[1]);
    }

    private static String encoded(String cursor) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static byte[] digest(String asked, byte[] body) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] question = asked.getBytes(StandardCharsets.UTF_8);
            sha.update((question.length + SEPARATOR).getBytes(StandardCharsets.UTF_8));
            sha.update(question);
            sha.update(body);
            return Arrays.copyOf(sha.digest(), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
