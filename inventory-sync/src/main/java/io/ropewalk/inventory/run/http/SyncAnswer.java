package io.ropewalk.inventory.run.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.KindWork;
import io.ropewalk.inventory.run.Progress;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run, for people and programs.
 *
 * @param counts by kind, then by outcome; a dry run says {@code wouldCreate} and so on
 * @param outcomes by kind: how it ended, and whether it was listed in full
 * @param databaseSeconds time spent in the graph database, summed over the writers
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncAnswer(
        String id,
        String tenant,
        String state,
        List<String> kinds,
        String mode,
        boolean dryRun,
        Double retireMaxShare,
        Map<String, Map<String, Long>> counts,
        Map<String, KindAnswer> outcomes,
        ProgressAnswer progress,
        FailureAnswer failure,
        double databaseSeconds,
        long updateTag,
        int attempt,
        String createdAt,
        String startedAt,
        String finishedAt) {

    /**
     * How far it is.
     *
     * @param total null until the vendor has said it
     * @param etaSeconds null while it cannot be told
     */
    @RegisterForReflection
    public record ProgressAnswer(long done, Long total, double perSecond, Long etaSeconds) {}

    /** How one kind went. Kinds that were not begun are not there. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KindAnswer(String state, String mode, FailureAnswer failure) {}

    /**
     * Why it did not succeed.
     *
     * @param traceId null where no answer of the vendor stands behind it
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FailureAnswer(String category, String message, String traceId) {}

    static SyncAnswer of(Run run, Instant now) {
        var request = run.request();
        return new SyncAnswer(
                run.id(),
                request.tenant(),
                run.state().word(),
                request.kinds().stream().sorted().map(Kind::word).toList(),
                request.mode().word(),
                request.dryRun(),
                request.retireMaxShare().isPresent()
                        ? request.retireMaxShare().getAsDouble()
                        : null,
                counts(run),
                outcomes(run),
                progress(Progress.of(run, now)),
                run.failure().map(SyncAnswer::failure).orElse(null),
                Math.round(run.work().databaseSeconds() * 1000) / 1000.0,
                run.updateTag(),
                run.attempt(),
                run.times().created().toString(),
                run.times().started().map(Instant::toString).orElse(null),
                run.times().finished().map(Instant::toString).orElse(null));
    }

    private static Map<String, Map<String, Long>> counts(Run run) {
        Map<String, Map<String, Long>> all = new LinkedHashMap<>();
        for (Kind kind : run.request().kinds().stream().sorted().toList()) {
            Counts counts = run.work().counts(kind);
            all.put(kind.word(), run.request().dryRun() ? would(counts) : did(counts));
        }
        return all;
    }

    private static Map<String, KindAnswer> outcomes(Run run) {
        Map<String, KindAnswer> all = new LinkedHashMap<>();
        for (Kind kind : run.work().kinds().keySet().stream().sorted().toList()) {
            KindWork work = run.work().kinds().get(kind);
            all.put(
                    kind.word(),
                    new KindAnswer(
                            work.state().word(),
                            work.mode().word(),
                            work.failure().map(SyncAnswer::failure).orElse(null)));
        }
        return all;
    }

    private static Map<String, Long> did(Counts counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("received", counts.received());
        named.put("created", counts.created());
        named.put("updated", counts.updated());
        named.put("unchanged", counts.unchanged());
        named.put("retired", counts.retired());
        named.put("refused", counts.refused());
        named.put("elsewhere", counts.elsewhere());
        named.put("closed", counts.over());
        return named;
    }

    private static Map<String, Long> would(Counts counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        named.put("received", counts.received());
        named.put("wouldCreate", counts.created());
        named.put("wouldUpdate", counts.updated());
        named.put("unchanged", counts.unchanged());
        named.put("wouldRetire", counts.retired());
        named.put("refused", counts.refused());
        named.put("elsewhere", counts.elsewhere());
        named.put("closed", counts.over());
        return named;
    }

    private static ProgressAnswer progress(Progress progress) {
        return new ProgressAnswer(
                progress.done(),
                progress.total().isPresent() ? progress.total().getAsLong() : null,
                Math.round(progress.perSecond() * 10) / 10.0,
                progress.etaSeconds().isPresent() ? progress.etaSeconds().getAsLong() : null);
    }

    private static FailureAnswer failure(SyncFailure why) {
        return new FailureAnswer(
                why.category().word(),
                why.message(),
                why.traceId().isEmpty() ? null : why.traceId());
    }
}
