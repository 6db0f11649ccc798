package io.ropewalk.alertops.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.query.Found;
import io.ropewalk.alertops.query.FoundMany;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a question found. What is in the items may come from an attacker. */
@RegisterForReflection(targets = {FoundAnswer.class, FoundAnswer.Failed.class})
record FoundAnswer(
        @Schema(description = "Each with the member tenant.") List<Map<String, Object>> items,
        @Schema(description = "The after of the next page, null on the last.", nullable = true)
                String next,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(description = "How many there are in all, where Falcon says so.")
                Long total,
        @Schema(description = "Those asked for this answer.") List<String> tenants,
        @Schema(description = "What Falcon was asked for, in its query language.") String filter,
        @Schema(description = "What is not as it should be though there is an answer.")
                List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(description = "Of several customers: those that lack in this answer.")
                List<Failed> failures,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(description = "The vendor's.")
                String traceId) {

    /** One customer whose question failed. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Failed(
            String tenant, String category, String message, String missingScope, String traceId) {}

    static FoundAnswer of(Found found) {
        return new FoundAnswer(
                found.items(),
                found.next().orElse(null),
                total(found.total()),
                List.of(found.tenant()),
                found.filter(),
                found.warnings(),
                null,
                found.traceId());
    }

    static FoundAnswer of(FoundMany found) {
        return new FoundAnswer(
                found.items(),
                found.next().orElse(null),
                total(found.total()),
                found.tenants(),
                found.filter(),
                found.warnings(),
                found.failures().stream()
                        .map(it ->
                                new Failed(
                                        it.tenant(),
                                        it.why().category().word(),
                                        it.why().message(),
                                        it.why().missingScope().orElse(null),
                                        it.traceId()))
                        .toList(),
                found.traceId());
    }

    private static Long total(OptionalLong total) {
        return total.isPresent() ? total.getAsLong() : null;
    }
}
