package io.ropewalk.alertops.work;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one thing that was asked for came to.
 *
 * @param id as it was asked for
 * @param category of a failure, one of the closed list
 * @param message what to do, for a person
 * @param traceId the vendor's, empty where no call was made
 * @param resource the record, by the vendor's names; texts, numbers, booleans, lists and maps
 */
public record Item(
        String id,
        Outcome outcome,
        Optional<FailureCategory> category,
        Optional<String> message,
        String traceId,
        Optional<Map<String, Object>> resource) {
    public Item {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(traceId, "traceId");
        resource = resource.map(it -> Collections.unmodifiableMap(new LinkedHashMap<>(it)));
    }

    /** An outcome that needs no words. */
    public static Item of(String id, Outcome outcome, String traceId) {
        return new Item(id, outcome, Optional.empty(), Optional.empty(), traceId, Optional.empty());
    }

    /** There is none of this id. */
    public static Item notFound(String id, String message, String traceId) {
        return new Item(
                id,
                Outcome.NOT_FOUND,
                Optional.of(FailureCategory.NOT_FOUND),
                Optional.of(message),
                traceId,
                Optional.empty());
    }

    public static Item failed(String id, FalconFailure why, String traceId) {
        return new Item(
                id,
                why.category() == FailureCategory.NOT_FOUND ? Outcome.NOT_FOUND : Outcome.FAILED,
                Optional.of(why.category()),
                Optional.of(why.message()),
                traceId,
                Optional.empty());
    }

    /** A rule of ours forbids it. */
    public static Item refused(String id, Rule rule) {
        return new Item(
                id,
                Outcome.REFUSED,
                Optional.empty(),
                Optional.of(rule.sentence()),
                "",
                Optional.empty());
    }

    /** The same under the id it was asked for by. */
    public Item named(String asked) {
        return new Item(asked, outcome, category, message, traceId, resource);
    }

    /** The same with the record. */
    public Item with(Map<String, Object> record) {
        return new Item(id, outcome, category, message, traceId, Optional.of(record));
    }

    /** The same with words for a person. */
    public Item saying(String words) {
        return new Item(id, outcome, category, Optional.of(words), traceId, resource);
    }
}
