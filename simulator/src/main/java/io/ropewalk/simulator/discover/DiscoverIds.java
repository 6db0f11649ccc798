package io.ropewalk.simulator.discover;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ids of Discover: the customer's, and 32 hexadecimal digits that lead back to a key and a small
 * number but do not show them.
 */
final class DiscoverIds {
    private static final int DIGITS = 32;
    private static final int KEY = 16;
    private static final int NUMBER = 18;

    /** What an id leads back to. */
    record Target(long key, int number) {}

    private final String prefix;
    private final long salt;

    DiscoverIds(String cid, String collection) {
        this.prefix = cid + "_";
        this.salt = Mix.of(collection);
    }

    String of(long key, int number) {
        return ByteSink.growing(80)
                .raw(prefix)
                .hex(Mix.mix(key ^ salt), KEY)
                .hex(number, NUMBER - KEY)
                .hex(check(key, number), DIGITS - NUMBER)
                .text();
    }

    private long check(long key, int number) {
        return Mix.mix(key + salt, number);
    }

    Optional<Target> parse(String id) {
        var length = prefix.length() + DIGITS;
        if (!id.startsWith(prefix)
                || id.length() != length
                || !id.substring(prefix.length()).chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        var digits = id.substring(prefix.length());
        var key = Mix.unmix(HexFormat.fromHexDigitsToLong(digits, 0, KEY)) ^ salt;
        var number = HexFormat.fromHexDigits(digits, KEY, NUMBER);
        return of(key, number).equals(id) ? Optional.of(new Target(key, number)) : Optional.empty();
    }
}
