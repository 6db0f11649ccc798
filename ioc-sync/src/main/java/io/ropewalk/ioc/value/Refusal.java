package io.ropewalk.ioc.value;

/** Why something is no IOC. The word is shown and is the metric's label. */
public enum Refusal {
    /** Not a STIX pattern but Sigma, YARA and so on. */
    PATTERN_TYPE("pattern-type"),
    /** No pattern, or one that breaks the grammar. */
    SYNTAX("syntax"),
    TOO_LONG("too-long"),
    TOO_DEEP("too-deep"),
    /** {@code !=} or {@code NOT}: the value named is the one that does not matter. */
    NEGATION("negation"),
    /** {@code LIKE}, {@code MATCHES}, {@code <} and others that name no single value. */
    COMPARISON("comparison"),
    /** {@code AND}: one part alone is a false positive. */
    CONJUNCTION("conjunction"),
    /** {@code FOLLOWEDBY}. */
    SEQUENCE("sequence"),
    /** {@code WITHIN}, {@code REPEATS}, {@code START}. */
    QUALIFIER("qualifier"),
    /** An observable that Falcon has no IOC for. */
    UNSUPPORTED("unsupported"),
    /** A network where Falcon takes a single address. */
    RANGE("range"),
    /** Not a value of its kind. */
    BAD_VALUE("bad-value"),
    /** A name whose ASCII form differs between versions of the standard. */
    AMBIGUOUS_VALUE("ambiguous-value"),
    /** The empty file, a private address: it would match what is everywhere. */
    COMMON_VALUE("common-value"),
    REVOKED("revoked"),
    EXPIRED("expired"),
    /** Below the least score. */
    LOW_SCORE("low-score"),
    /** Only for platforms this mirror does not cover. */
    PLATFORM("platform"),
    /** The customer's Falcon does not offer the configured action for it. */
    ACTION("action");

    private final String word;

    Refusal(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
