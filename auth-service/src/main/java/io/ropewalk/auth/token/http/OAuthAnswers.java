package io.ropewalk.auth.token.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.ropewalk.auth.caller.Verdict;
import io.ropewalk.auth.token.Refusal;
import io.ropewalk.falcon.FailureCategory;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Writes and counts the answers of the OAuth endpoints; counts those of the list of tenants. */
@Startup
@Singleton
class OAuthAnswers {
    private static final Logger LOG = Logger.getLogger(OAuthAnswers.class);
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final List<String> OUTCOMES =
            List.of(
                    "ok",
                    "unavailable",
                    "invalid_client",
                    "invalid_request",
                    "invalid_scope",
                    "unsupported_grant_type");

    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    OAuthAnswers(MeterRegistry registry) {
        this.registry = registry;
        // Counters begin at 0: the first refusal must be seen to be one more than none.
        for (String endpoint : List.of("token", "revoke", "tenants")) {
            OUTCOMES.forEach(outcome -> counter(endpoint, outcome));
        }
    }

    /** Whether this is the media type of a form; a charset may follow. */
    static boolean isForm(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip();
        return type.toLowerCase(Locale.ROOT).equals(FORM);
    }

    /** 200 with a body that nobody may keep. */
    Response good(String endpoint, Object body) {
        count(endpoint, "ok");
        return sealed(Response.ok(body)).build();
    }

    /** 200 without a body. */
    Response done(String endpoint) {
        count(endpoint, "ok");
        return sealed(Response.ok()).build();
    }

    /** 400 with an error of RFC 6749 5.2. */
    Response bad(String endpoint, Optional<String> caller, String error, String description) {
        log(endpoint, caller, "error", error);
        count(endpoint, error);
        return sealed(Response.status(400).entity(new ErrorBody(error, description, null, null)))
                .build();
    }

    /** The caller is not known: 401 (400 where it broke a rule of the form), with the challenge. */
    Response unknown(String endpoint, Verdict.Refused verdict) {
        if (!verdict.error().equals("invalid_client")) {
            return bad(endpoint, verdict.claimed(), verdict.error(), verdict.description());
        }
        refused(endpoint, verdict);
        var body = new ErrorBody(verdict.error(), verdict.description(), null, null);
        return sealed(Response.status(401).entity(body))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"ropewalk\", charset=\"UTF-8\"")
                .build();
    }

    /** 503: there is no token to give, and why. */
    Response unavailable(String endpoint, Optional<String> caller, Refusal why, long retryAfter) {
        log(endpoint, caller, "category", why.category().word());
        count(endpoint, "unavailable");
        String trace = why.traceId().isEmpty() ? null : why.traceId();
        var body =
                new ErrorBody(
                        "temporarily_unavailable", why.message(), why.category().word(), trace);
        return sealed(Response.status(503).entity(body))
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .build();
    }

    /** Logs and counts a caller that is refused elsewhere, and answered there. */
    void refused(String endpoint, Verdict.Refused verdict) {
        log(endpoint, verdict.claimed(), "error", verdict.error());
        count(endpoint, verdict.error());
    }

    /** Likewise of one that cannot be judged at the moment. */
    void undecided(String endpoint, FailureCategory why) {
        log(endpoint, Optional.empty(), "category", why.word());
        count(endpoint, "unavailable");
    }

    /** Counts a good answer that is given elsewhere. */
    void given(String endpoint) {
        count(endpoint, "ok");
    }

    private static Response.ResponseBuilder sealed(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache");
    }

    private void count(String endpoint, String outcome) {
        counter(endpoint, outcome).increment();
    }

    private Counter counter(String endpoint, String outcome) {
        return counters.computeIfAbsent(
                endpoint + ' ' + outcome,
                _ ->
                        registry.counter(
                                "ropewalk.auth.answers", "endpoint", endpoint, "outcome", outcome));
    }

    /** {@code category} is a word of the closed list of failures, {@code error} one of RFC 6749. */
    private static void log(String endpoint, Optional<String> caller, String field, String reason) {
        var fields =
                Map.of("operation", endpoint, "caller", caller.orElse("unknown"), field, reason);
        fields.forEach(MDC::put);
        try {
            LOG.warn("a caller was refused");
        } finally {
            List.copyOf(fields.keySet()).forEach(MDC::remove);
        }
    }
}
