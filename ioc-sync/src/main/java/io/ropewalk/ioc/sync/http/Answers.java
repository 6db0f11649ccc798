package io.ropewalk.ioc.sync.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.sync.MirrorView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the API answers. */
final class Answers {
    private Answers() {}

    /** A page of a list. */
    @RegisterForReflection
    record Page<T>(List<T> items, String next) {}

    /** Why something failed. */
    @RegisterForReflection
    record Failure(String category, String message) {
        static Failure of(FalconFailure it) {
            return new Failure(it.category().word(), it.message());
        }
    }

    /** How the mirror stands. */
    @RegisterForReflection
    record MirrorAnswer(
            String state,
            String reason,
            boolean working,
            String position,
            String writtenPosition,
            long lagSeconds,
            Map<String, Long> counts,
            Failure failure,
            List<String> objections,
            String connectorTrouble,
            boolean reconciling,
            ReportAnswer reconcile) {
        static MirrorAnswer of(MirrorView it) {
            Map<String, Long> counts = new TreeMap<>();
            counts.put("indicators", it.counts().indicators());
            counts.put("pending", it.counts().pending());
            counts.put("quarantined", it.counts().quarantined());
            counts.put("heldIndicators", it.heldIndicators());
            for (Entry.State state : Entry.State.values()) {
                counts.put(state.word(), it.counts().byState().getOrDefault(state, 0L));
            }
            return new MirrorAnswer(
                    it.state().word(),
                    orNull(it.reason()),
                    it.working(),
                    orNull(it.checkpoint().position()),
                    it.applied().orElse(null),
                    it.lagSeconds(),
                    counts,
                    it.trouble().map(Failure::of).orElse(null),
                    it.objections(),
                    orNull(it.pingTrouble()),
                    it.comparing(),
                    it.report().map(ReportAnswer::of).orElse(null));
        }
    }

    /** What a comparison found. */
    @RegisterForReflection
    record ReportAnswer(
            String state,
            Instant started,
            Instant finished,
            boolean dryRun,
            CountsAnswer counts,
            long heldRemovals,
            List<DifferenceAnswer> samples,
            Failure failure) {
        static ReportAnswer of(Report it) {
            return new ReportAnswer(
                    it.state().word(),
                    it.started(),
                    it.finished(),
                    it.dryRun(),
                    CountsAnswer.of(it),
                    it.held(),
                    it.samples().stream().map(DifferenceAnswer::of).toList(),
                    it.failure().map(Failure::of).orElse(null));
        }
    }

    /**
     * How many.
     *
     * @param clean everything was looked at and there was nothing to do; never where it failed
     */
    @RegisterForReflection
    record CountsAnswer(
            long scanned,
            long inSync,
            long missing,
            long extra,
            long drifted,
            long adopted,
            long removed,
            boolean clean) {
        static CountsAnswer of(Report it) {
            Report.Counts counts = it.counts();
            return new CountsAnswer(
                    counts.scanned(),
                    counts.inSync(),
                    counts.missing(),
                    counts.extra(),
                    counts.drifted(),
                    counts.adopted(),
                    counts.removed(),
                    it.isClean());
        }
    }

    /** One difference. */
    @RegisterForReflection
    record DifferenceAnswer(String kind, String type, String value, String falconId) {
        static DifferenceAnswer of(Report.Difference it) {
            return new DifferenceAnswer(it.kind().word(), it.type(), it.value(), it.falconId());
        }
    }

    /** Something set aside. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuarantineAnswer(
            String id,
            String kind,
            String subject,
            String category,
            String message,
            Instant at,
            String raw) {
        static QuarantineAnswer of(Quarantined it) {
            return new QuarantineAnswer(
                    it.id(),
                    it.kind() == Quarantined.Kind.EVENT ? "event" : "ioc",
                    it.subject(),
                    it.category(),
                    it.message(),
                    it.at(),
                    orNull(it.raw()));
        }
    }

    /** What came of a replay. */
    @RegisterForReflection
    record Replayed(String outcome, String message) {}

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
