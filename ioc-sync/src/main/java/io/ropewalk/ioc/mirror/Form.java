package io.ropewalk.ioc.mirror;

import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.indicator.Wish;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that is written of an IOC but its value.
 *
 * @param mobileAction where it covers mobile platforms
 * @param expiration to the second: no more is compared
 * @param source the mark by which the mirror knows its own
 */
public record Form(
        Action action,
        Optional<Action> mobileAction,
        Severity severity,
        Set<Platform> platforms,
        Optional<Instant> expiration,
        SortedSet<String> tags,
        String description,
        String source) {

    public Form {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(mobileAction, "mobileAction");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
        expiration = expiration.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
        platforms = Collections.unmodifiableSet(EnumSet.copyOf(platforms));
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** A wish, on the platforms where its action can be had. */
    static Form of(Wish wish, Set<Platform> platforms, String source) {
        boolean mobile = platforms.stream().anyMatch(Platform::isMobile);
        return new Form(
                wish.action(),
                mobile ? Optional.of(wish.action()) : Optional.empty(),
                wish.severity(),
                platforms,
                wish.expiration(),
                wish.tags(),
                wish.description(),
                source);
    }

    /** The same for the same form, also in another process. */
    public String hash() {
        String all =
                String.join(
                        "\u0001",
                        action.word(),
                        mobileAction.map(Action::word).orElse(""),
                        severity.word(),
                        platforms.toString(),
                        expiration.map(Instant::toString).orElse(""),
                        String.join("\u0002", tags),
                        description,
                        source);
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sum.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
