package io.ropewalk.auth.caller;

import io.ropewalk.auth.caller.Form.MalformedFormException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The credentials a request shows. No text of these shows a secret or a token. */
sealed interface Presented {
    String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Nothing. */
    record Nothing() implements Presented {}

    /**
     * {@code client_secret_basic}. RFC 6749 2.3.1 form-encodes id and secret before base64; many
     * clients, Quarkus' own among them, do not, so both readings are kept.
     */
    record Basic(String id, String secret, String rawId, String rawSecret) implements Presented {
        @Override
        public String toString() {
            return "Basic[secret=***]";
        }
    }

    /** {@code client_secret_post}. */
    record Post(String id, String secret) implements Presented {
        @Override
        public String toString() {
            return "Post[secret=***]";
        }
    }

    /** {@code client_assertion}, or a bearer token where the path takes one. */
    record Assertion(String token, Optional<String> id) implements Presented {
        @Override
        public String toString() {
            return "Assertion[token=***]";
        }
    }

    /** Credentials that break a rule. */
    record Broken(String error, String description) implements Presented {}

    /** Reads the credentials of a request to the token and revocation endpoints. */
    static Presented read(List<String> authorization, Form form) {
        var secret = form.get("client_secret");
        var assertion = form.get("client_assertion");
        var type = form.get("client_assertion_type");
        int methods =
                authorization.size()
                        + (secret.isPresent() ? 1 : 0)
                        + (assertion.isPresent() || type.isPresent() ? 1 : 0);
        if (methods > 1) {
            return new Broken("invalid_request", "Use exactly one way of client authentication.");
        }
        if (!authorization.isEmpty()) {
            return consistent(ofHeader(authorization.getFirst(), false), form);
        }
        if (secret.isPresent()) {
            var id = form.get("client_id");
            return id.isPresent()
                    ? new Post(id.get(), secret.get())
                    : new Broken("invalid_request", "client_secret needs client_id.");
        }
        if (assertion.isPresent() && type.isPresent()) {
            return type.get().equals(ASSERTION_TYPE)
                    ? new Assertion(assertion.get(), form.get("client_id"))
                    : new Broken("invalid_client", "This client_assertion_type is not supported.");
        }
        return methods == 0
                ? new Nothing()
                : new Broken(
                        "invalid_request",
                        "client_assertion and client_assertion_type go together.");
    }

    /** Reads the credentials of a request to an API path, which takes a bearer token too. */
    static Presented read(List<String> authorization) {
        return switch (authorization.size()) {
            case 0 -> new Nothing();
            case 1 -> ofHeader(authorization.getFirst(), true);
            default ->
                    new Broken("invalid_request", "Use exactly one way of client authentication.");
        };
    }

    private static Presented consistent(Presented presented, Form form) {
        boolean same =
                !(presented instanceof Basic basic)
                        || form.get("client_id")
                                .map(id -> id.equals(basic.id()) || id.equals(basic.rawId()))
                                .orElse(true);
        return same
                ? presented
                : new Broken(
                        "invalid_request", "client_id is not the one in the Authorization header.");
    }

    private static Presented ofHeader(String header, boolean bearerToo) {
        int space = header.indexOf(' ');
        String scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(Locale.ROOT);
        String rest = space < 0 ? "" : header.substring(space + 1).strip();
        return switch (scheme) {
            case "basic" -> basic(rest);
            case "bearer" ->
                    bearerToo && !rest.isEmpty()
                            ? new Assertion(rest, Optional.empty())
                            : unsupported();
            default -> unsupported();
        };
    }

    private static Presented unsupported() {
        return new Broken("invalid_client", "This Authorization scheme is not supported here.");
    }

    private static Presented basic(String encoded) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return new Broken("invalid_client", "The Authorization header is not base64.");
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return new Broken("invalid_client", "The Authorization header holds no colon.");
        }
        String rawId = pair.substring(0, colon);
        String rawSecret = pair.substring(colon + 1);
        try {
            return new Basic(Form.decode(rawId), Form.decode(rawSecret), rawId, rawSecret);
        } catch (MalformedFormException _) {
            return new Basic(rawId, rawSecret, rawId, rawSecret);
        }
    }
}
