package io.ropewalk.alertops.action.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.Desk;
import io.ropewalk.alertops.desk.Receipts;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.alertops.work.Rules;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hands an HTTP request over to the desk, as an order of its caller. */
@RequestScoped
class Orders {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");
    private static final int MARKER_CHARACTERS = 12;

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final Desk desk;
    private final ObjectMapper json;

    Orders(SecurityIdentity identity, HttpHeaders headers, Desk desk, ObjectMapper json) {
        this.identity = identity;
        this.headers = headers;
        this.desk = desk;
        this.json = json;
    }

    /** What every body may hold besides its arguments. */
    interface Common extends Rules.Ruled {
        Boolean dryRun();

        String reason();

        List<String> past();
    }

    /**
     * Does it.
     *
     * @param body the whole request, for its rules and for the idempotency key
     * @param arguments makes of a request that keeps its rules what the action takes
     */
    <B extends Common, R> ActionAnswer run(
            String tenant, Action<R> action, B body, Function<B, R> arguments) {
        R asked = arguments.apply(Rules.checked(body));
        Optional<Receipts.Key> key = key(tenant, action, body);
        Order order =
                new Order(
                        tenant,
                        caller(),
                        Boolean.TRUE.equals(body.dryRun()),
                        Optional.ofNullable(body.reason()).filter(it -> !it.isBlank()),
                        body.past() == null ? Set.of() : Set.copyOf(body.past()),
                        marker(key));
        return ActionAnswer.of(desk.run(action, asked, order, key));
    }

    private Caller caller() {
        return new Caller(
                identity.getPrincipal().getName(),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.word()))
                        .collect(Collectors.toSet()),
                "http");
    }

    private Optional<Receipts.Key> key(String tenant, Action<?> action, Common body) {
        String text = headers.getHeaderString("Idempotency-Key");
        if (text == null || !action.kind().writes()) {
            return Optional.empty();
        }
        if (!KEY.matcher(text).matches()) {
            throw Refused.badRequest(
                    "Idempotency-Key is 1 to 100 visible ASCII characters, such as a UUID.");
        }
        try {
            String request = action.kind().slug() + "\n" + json.writeValueAsString(body);
            return Optional.of(
                    new Receipts.Key(
                            identity.getPrincipal().getName(), tenant, text, digest(request)));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The same for a request that is sent again with its key. */
    private static String marker(Optional<Receipts.Key> key) {
        return key.map(it -> digest(it.caller() + "\n" + it.tenant() + "\n" + it.text()))
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""))
                .substring(0, MARKER_CHARACTERS);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
