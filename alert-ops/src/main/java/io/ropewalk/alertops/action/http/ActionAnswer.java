package io.ropewalk.alertops.action.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.falcon.FailureCategory;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an action came to, an item for each thing asked for, in that order. */
@RegisterForReflection(targets = {ActionAnswer.class, ActionAnswer.ActionItem.class})
record ActionAnswer(
        List<ActionItem> items,
        @Schema(description = "The after of the next page, null on the last.", nullable = true)
                String next) {

    /** One thing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActionItem(
            String id,
            @Schema(enumeration = {"done", "accepted", "already", "not-found", "failed", "refused"})
                    String outcome,
            @Schema(description = "Of a failure.") String category,
            @Schema(description = "What to do.") String message,
            @Schema(description = "The vendor's.") String traceId,
            @Schema(description = "The record, by the vendor's names.")
                    Map<String, Object> resource) {}

    static ActionAnswer of(Answer answer) {
        return new ActionAnswer(
                answer.items().stream()
                        .map(it ->
                                new ActionItem(
                                        it.id(),
                                        it.outcome().word(),
                                        it.category().map(FailureCategory::word).orElse(null),
                                        it.message().orElse(null),
                                        it.traceId().isEmpty() ? null : it.traceId(),
                                        it.resource().orElse(null)))
                        .toList(),
                answer.next().orElse(null));
    }
}
