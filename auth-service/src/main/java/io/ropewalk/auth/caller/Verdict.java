package io.ropewalk.auth.caller;

import java.util.Optional;

/** Whether a request's caller is known. */
public sealed interface Verdict {

    /** It is this one. */
    record Known(Caller caller) implements Verdict {}

    /**
     * It is not.
     *
     * @param error the code of RFC 6749 5.2
     * @param claimed the configured caller it claims to be, for the log; empty if there is none
     *     such
     */
    record Refused(String error, String description, Optional<String> claimed) implements Verdict {}

    /** It cannot be told at the moment: ask again. */
    record Undecided() implements Verdict {}
}
