package io.ropewalk.alertops.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request can meet in place of an answer, for the API's description.
 *
 * @param status of HTTP
 * @param words when it comes
 */
record Refusal(int status, String words, List<Refusal.Sample> samples) {

    static final Refusal BAD_REQUEST =
            new Refusal(
                    400,
                    "The request is wrong; detail says what, and what is right.",
                    List.of(new Sample("wrong", "bad-request", "ids must not be empty.", "", "")));
    static final Refusal NO_TOKEN =
            new Refusal(
                    401,
                    "There is no valid token.",
                    List.of(
                            new Sample(
                                    "token", "auth", "A valid bearer token is needed.", "", "")));
    static final Refusal FORBIDDEN =
            new Refusal(
                    403,
                    "The role is missing, or the Falcon API client lacks the scope named, or a guard"
                            + " forbids it.",
                    List.of(
                            new Sample(
                                    "role",
                                    "auth",
                                    "isolate_endpoints takes the role responder.",
                                    "",
                                    ""),
                            new Sample(
                                    "scope",
                                    "scope-missing",
                                    "The API client lacks the scope \"Hosts: read\", or its address is not on"
                                            + " the allow-list.",
                                    "missingScope",
                                    "Hosts: read"),
                            new Sample(
                                    "guard",
                                    "guard",
                                    "One request may do this to at most 5, not to 6."
                                            + " (rule contain-max-per-request)",
                                    "rule",
                                    "contain-max-per-request")));
    static final Refusal NO_SUCH_CUSTOMER =
            new Refusal(
                    404,
                    "There is no such customer.",
                    List.of(
                            new Sample(
                                    "customer",
                                    "not-found",
                                    "There is no customer of this name.",
                                    "",
                                    "")));
    static final Refusal NOT_ACCEPTABLE =
            new Refusal(
                    406,
                    "Accept names nothing this path can answer in.",
                    List.of(
                            new Sample(
                                    "accept",
                                    "bad-request",
                                    "This path cannot answer in the media type asked for.",
                                    "",
                                    "")));
    static final Refusal CONFLICT =
            new Refusal(
                    409,
                    "Falcon says that the state of things forbids it, or the first request with this"
                            + " Idempotency-Key is not answered yet.",
                    List.of(
                            new Sample(
                                    "state",
                                    "conflict",
                                    "The state of the thing forbids it.",
                                    "",
                                    "")));
    static final Refusal GONE =
            new Refusal(
                    410,
                    "Falcon no longer offers it; instead says where to ask, where there is something.",
                    List.of(
                            new Sample(
                                    "gone",
                                    "gone-upstream",
                                    "Falcon took incidents out of service on 2026-03-09; cases replace them.",
                                    "instead",
                                    "/v1/tenants/acme/cases")));
    static final Refusal TOO_LARGE =
            new Refusal(
                    413,
                    "The body is larger than 4 MB.",
                    List.of(
                            new Sample(
                                    "size",
                                    "bad-request",
                                    "The body is larger than the configured limit.",
                                    "",
                                    "")));
    static final Refusal NOT_JSON =
            new Refusal(
                    415,
                    "The body is not said to be JSON.",
                    List.of(
                            new Sample(
                                    "type",
                                    "bad-request",
                                    "This path wants Content-Type: application/json.",
                                    "",
                                    "")));
    static final Refusal KEY_REUSED =
            new Refusal(
                    422,
                    "The Idempotency-Key was used for another request.",
                    List.of(
                            new Sample(
                                    "key",
                                    "conflict",
                                    "This Idempotency-Key was used for another request; give each request a"
                                            + " key of its own.",
                                    "",
                                    "")));
    static final Refusal USED_UP =
            new Refusal(
                    429,
                    "The customer's quota at Falcon is used up, or a guard's for this hour or day;"
                            + " Retry-After says when to ask again.",
                    List.of(
                            new Sample("falcon", "throttled", "Falcon asks to wait.", "", ""),
                            new Sample(
                                    "guard",
                                    "throttled",
                                    "With these it would be more than 20 for acme; there is room in 1800 s.",
                                    "rule",
                                    "contain-max-per-hour")));
    static final Refusal FALCON_FAILED =
            new Refusal(
                    502,
                    "Falcon answered, but not usefully.",
                    List.of(new Sample("falcon", "vendor-down", "Falcon answered 500.", "", "")));
    static final Refusal AWAY =
            new Refusal(
                    503,
                    "Falcon, auth-service or the state database cannot be reached.",
                    List.of(new Sample("away", "network", "Falcon cannot be reached.", "", "")));
    static final Refusal SILENT =
            new Refusal(
                    504,
                    "Falcon did not answer in time.",
                    List.of(
                            new Sample(
                                    "silent",
                                    "timeout",
                                    "Falcon did not answer in time.",
                                    "",
                                    "")));

    /** For all actions that ask Falcon. */
    static final List<Refusal> OF_ACTIONS =
            List.of(
                    BAD_REQUEST,
                    NO_TOKEN,
                    FORBIDDEN,
                    NO_SUCH_CUSTOMER,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    GONE,
                    TOO_LARGE,
                    NOT_JSON,
                    USED_UP,
                    FALCON_FAILED,
                    AWAY,
                    SILENT);

    static final List<Refusal> OF_ENDED_ACTIONS =
            List.of(BAD_REQUEST, NO_TOKEN, FORBIDDEN, NOT_ACCEPTABLE, GONE, TOO_LARGE, NOT_JSON);

    static final List<Refusal> OF_QUESTIONS =
            List.of(
                    BAD_REQUEST,
                    NO_TOKEN,
                    FORBIDDEN,
                    NO_SUCH_CUSTOMER,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    GONE,
                    USED_UP,
                    FALCON_FAILED,
                    AWAY,
                    SILENT);

    static final List<Refusal> OF_THE_AUDIT =
            List.of(BAD_REQUEST, NO_TOKEN, FORBIDDEN, NOT_ACCEPTABLE, AWAY);

    static final List<Refusal> OF_TENANTS =
            List.of(NO_TOKEN, FORBIDDEN, NOT_ACCEPTABLE, FALCON_FAILED, AWAY, SILENT);

    /** For what is known without asking anybody. */
    static final List<Refusal> OF_OWN_STATE = List.of(NO_TOKEN, FORBIDDEN, NOT_ACCEPTABLE);

    /** An example; {@code member} is one more of the problem's, empty where there is none. */
    record Sample(String name, String category, String detail, String member, String value) {

        Map<String, Object> problem(int status) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("type", "urn:ropewalk:problem:" + category);
            problem.put(
                    "title",
                    Character.toUpperCase(category.charAt(0))
                            + category.substring(1).replace('-', ' '));
            problem.put("status", status);
            problem.put("detail", detail);
            problem.put("category", category);
            if (!member.isEmpty()) {
                problem.put(member, value);
            }
            return problem;
        }
    }
}
