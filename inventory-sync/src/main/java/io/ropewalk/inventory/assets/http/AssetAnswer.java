package io.ropewalk.inventory.assets.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.DeliveryCounts;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Instant;

/**
 * The latest delivery of a kind to a sink, for people and programs.
 *
 * @param source the listing the assets came from: {@code hosts}, {@code identity-protection} or
 *     {@code user-management}; null until it is known
 * @param state {@code queued running succeeded incomplete failed}
 * @param lastSuccessAt null when none ever succeeded
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssetAnswer(
        String sink,
        String kind,
        String source,
        String state,
        CountsAnswer counts,
        FailureAnswer failure,
        String startedAt,
        String finishedAt,
        String lastSuccessAt) {

    /** How many assets came to what. */
    @RegisterForReflection
    public record CountsAnswer(
            long received,
            long created,
            long updated,
            long unchanged,
            long removed,
            long refused) {}

    /**
     * Why it did not succeed.
     *
     * @param traceId null where no answer of the vendor stands behind it
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FailureAnswer(String category, String message, String traceId) {}

    static AssetAnswer of(Delivery delivery) {
        DeliveryCounts counts = delivery.counts();
        return new AssetAnswer(
                delivery.sink(),
                delivery.kind().word(),
                delivery.origin().map(Origin::word).orElse(null),
                delivery.state().word(),
                new CountsAnswer(
                        counts.received(),
                        counts.created(),
                        counts.updated(),
                        counts.unchanged(),
                        counts.removed(),
                        counts.refused()),
                delivery.failure().map(AssetAnswer::failure).orElse(null),
                delivery.times().started().map(Instant::toString).orElse(null),
                delivery.times().finished().map(Instant::toString).orElse(null),
                delivery.times().succeeded().map(Instant::toString).orElse(null));
    }

    private static FailureAnswer failure(SyncFailure why) {
        return new FailureAnswer(
                why.category().word(),
                why.message(),
                why.traceId().isEmpty() ? null : why.traceId());
    }
}
