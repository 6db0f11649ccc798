package io.ropewalk.auth.token.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A refused request (RFC 6749 5.2).
 *
 * @param category for {@code temporarily_unavailable}: what kind of failure stands behind it, else
 *     null
 * @param traceId trace id of Falcon's answer, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorBody(
        @JsonProperty("error") String error,
        @JsonProperty("error_description") String description,
        @JsonProperty("category") String category,
        @JsonProperty("trace_id") String traceId) {}
