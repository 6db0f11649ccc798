package io.ropewalk.falcon.call;

import java.util.Objects;
import java.util.Optional;

/**
 * One operation of the vendor's API, as its swagger names it.
 *
 * @param id the {@code operationId}
 * @param method the HTTP verb
 * @param path the path below the API host
 * @param scope the API scope it needs, as the vendor's console names it; empty where it needs none
 * @param idempotent whether sending it twice does no more than sending it once
 * @param lifecycle whether the vendor still serves it
 * @param answers what a good answer brings
 * @param notFound what a 404 means
 */
public record Operation(
        String id,
        String method,
        String path,
        Optional<String> scope,
        boolean idempotent,
        Lifecycle lifecycle,
        Answers answers,
        NotFound notFound) {

    public Operation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(notFound, "notFound");
    }

    /** Whether the vendor still serves an operation. */
    public enum Lifecycle {
        /** It does. */
        CURRENT,
        /** It says it does not; the call is sent all the same, for who knows a cloud that does. */
        LEGACY,
        /** It does not: a call is answered {@code gone-upstream} without being sent. */
        DECOMMISSIONED
    }

    /** What a good answer brings. */
    public enum Answers {
        /** Resources, so a good answer with an empty body cannot be used. */
        RESOURCES,
        /** A list that must be there, if only empty: without it nothing was said. */
        LIST,
        /**
         * At most {@code meta}: an empty body is a good answer, and an error concerns the whole
         * request.
         */
        META_ONLY,
        /** A bulk write: whatever a good answer brings, its errors concern single items. */
        PER_ITEM
    }

    /** What a 404 (or 405) means. */
    public enum NotFound {
        /** The one thing asked for does not exist. */
        THING,
        /** Some of the ids asked for do not exist; the resources beside it are good. */
        SOME_IDS,
        /** The path holds no id, so this cloud does not have the operation. */
        OPERATION
    }

    /** A read that lists: its path holds no id, so a 404 says the cloud lacks it. */
    public static Operation listing(String id, String path, String scope) {
        return new Operation(
                id,
                "GET",
                path,
                Optional.of(scope),
                true,
                Lifecycle.CURRENT,
                Answers.RESOURCES,
                NotFound.OPERATION);
    }

    /** A read of records by their ids. */
    public static Operation entities(String id, String method, String path, String scope) {
        return new Operation(
                id,
                method,
                path,
                Optional.of(scope),
                true,
                Lifecycle.CURRENT,
                Answers.RESOURCES,
                NotFound.SOME_IDS);
    }
}
