package io.ropewalk.falcon;

/**
 * The closed list of ways a call can fail. The same word is the metric tag, the log field and the
 * last part of a problem's {@code type}.
 */
public enum FailureCategory {
    /** The customer's quota is used up (429). */
    THROTTLED("throttled"),
    /**
     * The token was refused, also after it was renewed once (401), or the client's credentials
     * were.
     */
    AUTH("auth"),
    /** The API client lacks a scope, or its address is not on the allow-list (403). */
    SCOPE_MISSING("scope-missing"),
    /** The request was wrong: filter, id, limit, page window or cursor (400, 413, 422). */
    BAD_REQUEST("bad-request"),
    /** The thing asked for does not exist (404). */
    NOT_FOUND("not-found"),
    /** The thing is in a state that forbids the request (409). */
    CONFLICT("conflict"),
    /** The vendor has taken the operation out of service. */
    GONE_UPSTREAM("gone-upstream"),
    /** The vendor answered, but not usefully (5xx, or a body that cannot be read). */
    VENDOR_DOWN("vendor-down"),
    /** The connection failed or broke. */
    NETWORK("network"),
    /** No answer within the limit. */
    TIMEOUT("timeout"),
    /** Our own mistake. */
    BUG("bug");

    private final String word;

    FailureCategory(String word) {
        this.word = word;
    }

    /** The word used in metrics, logs and problem types. */
    public String word() {
        return word;
    }
}
