package io.ropewalk.kit.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A problem detail of RFC 9457, with the suite's own members.
 *
 * @param type ends in the failure category, for example {@code urn:ropewalk:problem:bad-request}
 * @param title the category for a person
 * @param status HTTP status
 * @param detail one sentence that says what to do
 * @param category the same word as in metrics and logs
 * @param traceId trace id of the vendor's answer behind this problem, or null
 * @param missingScope for {@code scope-missing}: the API scope to grant, or null
 * @param more members of its own that a problem needs, such as where to go instead
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String category,
        String traceId,
        String missingScope,
        @JsonAnyGetter Map<String, Object> more) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(category, "category");
        more = Map.copyOf(more);
    }

    /** A problem of this category without a vendor call behind it. */
    public static Problem of(int status, String category, String detail) {
        return new Problem(
                typeOf(category),
                titleOf(category),
                status,
                detail,
                category,
                null,
                null,
                Map.of());
    }

    /** A problem caused by the vendor's answer. */
    public static Problem of(
            int status, String category, String detail, String traceId, String missingScope) {
        return new Problem(
                typeOf(category),
                titleOf(category),
                status,
                detail,
                category,
                traceId == null || traceId.isEmpty() ? null : traceId,
                missingScope,
                Map.of());
    }

    /** The same with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new Problem(type, title, status, detail, category, traceId, missingScope, all);
    }

    private static URI typeOf(String category) {
        return URI.create("urn:ropewalk:problem:" + category);
    }

    private static String titleOf(String category) {
        String words = category.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
