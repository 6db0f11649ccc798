package io.ropewalk.inventory.assets.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.DeliveryCounts;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A delivery of a kind to a sink, for people and programs.
 *
 * @param number those that began together have the same; 0 for one that never ran
 * @param source the listing the assets came from: {@code hosts}, {@code identity-protection} or
 *     {@code user-management}; null until it is known
 * @param state {@code queued running succeeded incomplete failed}
 * @param counts by outcome; a dry run says {@code wouldCreate} and so on
 * @param lastSuccessAt null when none ever succeeded
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssetAnswer(
        String sink,
        String kind,
        long number,
        boolean dryRun,
        String source,
        String state,
        Map<String, Long> counts,
        FailureAnswer failure,
        String startedAt,
        String finishedAt,
        String lastSuccessAt) {

    /**
     * Why it did not succeed.
     *
     * @param traceId null where no answer of the vendor stands behind it
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FailureAnswer(String category, String message, String traceId) {}

    static AssetAnswer of(Delivery delivery) {
        return new AssetAnswer(
                delivery.sink(),
                delivery.kind().word(),
                delivery.round().number(),
                delivery.round().dryRun(),
                delivery.origin().map(Origin::word).orElse(null),
                delivery.state().word(),
                delivery.round().dryRun() ? would(delivery.counts()) : did(delivery.counts()),
                delivery.failure().map(AssetAnswer::failure).orElse(null),
                delivery.times().started().map(Instant::toString).orElse(null),
                delivery.times().finished().map(Instant::toString).orElse(null),
                delivery.times().succeeded().map(Instant::toString).orElse(null));
    }

    private static Map<String, Long> did(DeliveryCounts counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("received", counts.received());
        named.put("created", counts.created());
        named.put("updated", counts.updated());
        named.put("unchanged", counts.unchanged());
        named.put("removed", counts.removed());
        named.put("refused", counts.refused());
        return named;
    }

    private static Map<String, Long> would(DeliveryCounts counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("received", counts.received());
        named.put("wouldCreate", counts.created());
        named.put("wouldUpdate", counts.updated());
        named.put("unchanged", counts.unchanged());
        named.put("wouldRemove", counts.removed());
        return named;
    }

    private static FailureAnswer failure(SyncFailure why) {
        return new FailureAnswer(
                why.category().word(),
                why.message(),
                why.traceId().isEmpty() ? null : why.traceId());
    }
}
