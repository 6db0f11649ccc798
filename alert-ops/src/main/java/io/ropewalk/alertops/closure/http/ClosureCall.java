package io.ropewalk.alertops.closure.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a request about closures says besides its body. */
@RequestScoped
class ClosureCall {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,100}");

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final ObjectMapper json;

    ClosureCall(SecurityIdentity identity, HttpHeaders headers, ObjectMapper json) {
        this.identity = identity;
        this.headers = headers;
        this.json = json;
    }

    Caller caller() {
        return new Caller(
                identity.getPrincipal().getName(),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.word()))
                        .collect(Collectors.toSet()),
                "http");
    }

    Optional<String> key() {
        Optional<String> key = Optional.ofNullable(headers.getHeaderString("Idempotency-Key"));
        if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
            throw Refused.badRequest(
                    "Idempotency-Key is 1 to 100 visible ASCII characters, such as a UUID.");
        }
        return key;
    }

    /** The reason in a body that may be left out. */
    String reason(String body) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return "";
        }
        ClosureBodies.Why why = json.readValue(body, ClosureBodies.Why.class);
        String reason = why == null || why.reason() == null ? "" : why.reason().strip();
        if (reason.length() > ClosureBodies.MAX_TEXT) {
            throw Refused.badRequest(
                    "reason has at most " + ClosureBodies.MAX_TEXT + " characters.");
        }
        return reason;
    }

    /** Looks that nothing else is asked with: a name with a slip in it would leave all in. */
    static void only(UriInfo uri, String... names) {
        List<String> allowed = List.of(names);
        if (!allowed.containsAll(uri.getQueryParameters().keySet())) {
            throw Refused.badRequest(
                    allowed.isEmpty()
                            ? "This path takes no parameters."
                            : "There is no parameter of this name; there are "
                                    + String.join(", ", allowed)
                                    + ".");
        }
    }

    /** The state items are asked for by, where they are. */
    static Optional<ItemState> state(String word) {
        return Optional.ofNullable(word)
                .map(it ->
                        ItemState.of(it)
                                .orElseThrow(() ->
                                        Refused.badRequest(
                                                "state is one of " + ItemState.words() + ".")));
    }

    /** Writes are about one customer, and so is everything that leads to one. */
    static void one(String tenant) {
        if (Tenants.several(tenant)) {
            throw Refused.badRequest(
                    "A closure is about exactly one customer; name one, not a list or *. Only the"
                            + " list of closures and previews are of several.");
        }
        Tenants.checked(tenant);
    }
}
