package io.ropewalk.auth.caller;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Kubernetes service account. */
public record ServiceAccount(String namespace, String name) {
    private static final String PART = "([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)";
    private static final Pattern SHORT = Pattern.compile(PART + ":" + PART);
    private static final Pattern SUBJECT =
            Pattern.compile("system:serviceaccount:" + PART + ":" + PART);

    public ServiceAccount {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(name, "name");
    }

    /** From {@code namespace:name}, as in configuration. */
    public static Optional<ServiceAccount> parse(String text) {
        return match(SHORT, text);
    }

    /** From {@code system:serviceaccount:namespace:name}, the subject of its tokens. */
    public static Optional<ServiceAccount> ofSubject(String subject) {
        return match(SUBJECT, subject);
    }

    private static Optional<ServiceAccount> match(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches()
                ? Optional.of(new ServiceAccount(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
