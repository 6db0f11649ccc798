package io.ropewalk.stream.delivery.http;

import io.ropewalk.stream.outbound.HttpTarget;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of a webhook.
 *
 * @param name of the configuration block
 * @param bearerToken secret, sent as {@code Authorization: Bearer}
 * @param headers sent with each request; the values are secrets
 * @param signingSecret key of the signature, its UTF-8 bytes; secret
 * @param gzip whether bodies are compressed
 */
public record HttpSinkSettings(
        String name,
        HttpTarget target,
        Optional<String> bearerToken,
        Map<String, String> headers,
        Optional<String> signingSecret,
        boolean gzip) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]+");
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade");

    /**
     * @throws IllegalArgumentException when a value cannot be used; the message holds no secret
     */
    public HttpSinkSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(target, "target");
        headers = Map.copyOf(headers);
        check(
                bearerToken.isEmpty() || VALUE.matcher(bearerToken.get()).matches(),
                "bearer-token must be one line of ASCII characters");
        check(
                signingSecret.isEmpty() || !signingSecret.get().isBlank(),
                "signing-secret must not be empty");
        headers.forEach(HttpSinkSettings::check);
        check(
                bearerToken.isEmpty()
                        || headers.keySet().stream().noneMatch("authorization"::equalsIgnoreCase),
                "bearer-token and headers.Authorization exclude each other");
    }

    /** Without credentials, signature and compression. */
    public static HttpSinkSettings of(String name, HttpTarget target) {
        return new HttpSinkSettings(
                name, target, Optional.empty(), Map.of(), Optional.empty(), false);
    }

    private static void check(String header, String value) {
        var lower = header.toLowerCase(Locale.ROOT);
        check(TOKEN.matcher(header).matches(), "headers has a name that is no HTTP header name");
        check(
                !OURS.contains(lower) && !lower.startsWith("x-ropewalk-"),
                "headers." + header + " is set by the sink itself");
        check(
                VALUE.matcher(value).matches(),
                "headers." + header + " must be one line of ASCII characters");
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    @Override
    public String toString() {
        return "HttpSinkSettings[name=" + name + ", target=" + target + "]";
    }
}
