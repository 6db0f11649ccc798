package io.ropewalk.alertops.closure.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.Deed;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.alertops.closure.Previews;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A closure, as it stands. */
@RegisterForReflection(
        targets = {
            ClosureAnswer.class,
            ClosureAnswer.Counts.class,
            ClosureAnswer.Progress.class,
            ClosureAnswer.Excluded.class,
            ClosureAnswer.Failed.class,
            ClosureAnswer.Preview.class,
            ClosureAnswer.Item.class,
            ClosureAnswer.Items.class,
            ClosureAnswer.Many.class,
            ClosureAnswer.Unseen.class,
            ClosureAnswer.Page.class
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Closure")
record ClosureAnswer(
        String id,
        String tenant,
        @Schema(description = "Of a revert: the closure it takes back.") String revertOf,
        @Schema(
                        enumeration = {
                            "queued",
                            "running",
                            "paused",
                            "succeeded",
                            "failed",
                            "incomplete",
                            "cancelled"
                        })
                String state,
        @Schema(
                        description = "What somebody has to do before it runs.",
                        enumeration = {"confirm", "approval"})
                String waitsFor,
        Counts counts,
        Progress progress,
        int total,
        long examined,
        @Schema(description = "SHA-256 over the sorted ids and the action.") String digest,
        @Schema(enumeration = {"confirm", "approval"}) String requires,
        List<Excluded> excluded,
        Map<String, Map<String, Integer>> breakdown,
        String createdBy,
        String approvedBy,
        String reason,
        Instant createdAt,
        Instant executedAt,
        Instant finishedAt,
        @Schema(description = "Why it broke off.") Failed failure) {

    /** Alerts by what became of them; of a revert, closed ones are put back. */
    @Schema(name = "ClosureCounts")
    record Counts(
            int closed,
            int already,
            int skippedDrift,
            int notFound,
            int failed,
            @Schema(description = "Sent, and not known yet whether written.") int inFlight,
            @Schema(description = "Not sent yet.") int remaining) {
        static Counts of(Map<ItemState, Integer> counts) {
            return new Counts(
                    counts.getOrDefault(ItemState.CLOSED, 0),
                    counts.getOrDefault(ItemState.ALREADY, 0),
                    counts.getOrDefault(ItemState.SKIPPED_DRIFT, 0),
                    counts.getOrDefault(ItemState.NOT_FOUND, 0),
                    counts.getOrDefault(ItemState.FAILED, 0),
                    counts.getOrDefault(ItemState.IN_FLIGHT, 0),
                    counts.getOrDefault(ItemState.PENDING, 0));
        }

        private int done() {
            return closed + already + skippedDrift + notFound + failed;
        }
    }

    /** How far it is. */
    @Schema(name = "ClosureProgress")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(int done, int total, double perSecond, Long etaSeconds) {
        static Progress of(Closure closure, Counts counts, Instant now) {
            int done = counts.done();
            Instant end = closure.times().finished().orElse(now);
            double seconds =
                    closure.times()
                            .started()
                            .map(it -> Duration.between(it, end).toMillis() / 1_000.0)
                            .orElse(0.0);
            int since = done - closure.times().doneBefore();
            double rate = seconds <= 0 || since <= 0 ? 0 : Math.round(10 * since / seconds) / 10.0;
            boolean runs = closure.state() == ClosureState.RUNNING && rate > 0;
            Long eta =
                    runs
                            ? (Long) Math.round((counts.remaining() + counts.inFlight()) / rate)
                            : null;
            return new Progress(done, closure.frozen().total(), rate, eta);
        }
    }

    /** Alerts that were left out. */
    @Schema(name = "ClosureExcluded")
    record Excluded(String reason, int count) {
        static List<Excluded> of(Closure closure) {
            return closure.frozen().excluded().entrySet().stream()
                    .map(it -> new Excluded(it.getKey(), it.getValue()))
                    .toList();
        }
    }

    /** Why it broke off. */
    @Schema(name = "ClosureFailure")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Failed(String category, String message, String traceId) {}

    static ClosureAnswer of(Closure closure, Map<ItemState, Integer> found, Instant now) {
        ClosureState state = closure.seen(now);
        Counts counts = Counts.of(found);
        return new ClosureAnswer(
                closure.id(),
                closure.tenant(),
                closure.deed() instanceof Deed.Revert revert ? revert.source() : null,
                state.word(),
                state.waitsFor().orElse(null),
                counts,
                Progress.of(closure, counts, now),
                closure.frozen().total(),
                closure.frozen().examined(),
                closure.frozen().digest(),
                requires(closure),
                Excluded.of(closure),
                closure.frozen().breakdown(),
                closure.asked().by(),
                closure.asked().approvedBy().orElse(null),
                closure.asked().reason(),
                closure.times().created(),
                closure.times().executed().orElse(null),
                closure.times().finished().orElse(null),
                closure.failure()
                        .map(it -> new Failed(it.category().word(), it.message(), it.traceId()))
                        .orElse(null));
    }

    private static String requires(Closure closure) {
        return closure.asked().approval() ? "approval" : "confirm";
    }

    /** What a closure would be about, and the token that confirms it. */
    @Schema(name = "ClosurePreview")
    record Preview(
            String id,
            String tenant,
            String state,
            String waitsFor,
            @Schema(description = "It is shown once, and good for once.") String confirmToken,
            Instant expiresAt,
            @Schema(description = "Alerts that would be written: the expectedCount.") int total,
            @Schema(description = "Alerts that were looked at.") long examined,
            String digest,
            @Schema(
                            description = "approval: a second person has to approve.",
                            enumeration = {"confirm", "approval"})
                    String requires,
            @Schema(
                            description =
                                    "Counts by status, severity, product, name, host and hash, the most"
                                            + " frequent first.")
                    Map<String, Map<String, Integer>> breakdown,
            @Schema(description = "Alerts left out, by reason.") List<Excluded> excluded,
            @Schema(description = "At most twenty of them.") List<Map<String, String>> sample) {
        static Preview of(Previews.Preview preview) {
            Closure closure = preview.closure();
            return new Preview(
                    closure.id(),
                    closure.tenant(),
                    closure.state().word(),
                    closure.state().waitsFor().orElse(""),
                    preview.token(),
                    closure.pass().expires(),
                    closure.frozen().total(),
                    closure.frozen().examined(),
                    closure.frozen().digest(),
                    ClosureAnswer.requires(closure),
                    closure.frozen().breakdown(),
                    Excluded.of(closure),
                    closure.frozen().sample());
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Preview[" + id + "]";
        }
    }

    /** One alert. */
    @Schema(name = "ClosureItem")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(
            String compositeId,
            @Schema(
                            enumeration = {
                                "pending",
                                "in-flight",
                                "closed",
                                "already",
                                "skipped-drift",
                                "not-found",
                                "failed"
                            })
                    String state,
            @Schema(description = "Members that hold the hash.") String matched,
            @Schema(description = "What it was: status, tags, assignedTo, updated.")
                    Map<String, Object> former,
            String message,
            @Schema(description = "The vendor's.") String traceId) {
        static Item of(ClosureItem item) {
            var former = item.former();
            return new Item(
                    item.compositeId(),
                    item.state().word(),
                    item.matched(),
                    Map.of(
                            "status",
                            former.status(),
                            "tags",
                            former.tags(),
                            "assignedTo",
                            former.assigned(),
                            "updated",
                            former.updated()),
                    item.message(),
                    item.traceId());
        }
    }

    /** Items, page by page. */
    @Schema(name = "ClosureItems")
    record Items(
            List<Item> items,
            @Schema(description = "The after of the next page, null on the last.", nullable = true)
                    String next) {}

    /** The members of a report; it is written piece by piece, since it may be large. */
    @Schema(name = "ClosureReport")
    record Report(
            @Schema(description = "As of when.") Instant at,
            @Schema(description = "What was looked at, left out, and has come to an end.")
                    String coverage,
            ClosureAnswer closure,
            @Schema(description = "Every alert.") List<Item> items) {}

    /** Previews of several customers. */
    @Schema(name = "ClosurePreviews")
    record Many(
            @Schema(description = "One for each customer, each with a token of its own.")
                    List<Preview> items,
            @Schema(description = "Customers without one, and why.") List<Unseen> failures) {
        static Many of(Previews.Many many) {
            return new Many(
                    many.previews().stream().map(Preview::of).toList(),
                    many.failures().stream().map(Unseen::of).toList());
        }
    }

    /** A customer of whom there is no preview. */
    @Schema(name = "ClosurePreviewFailure")
    record Unseen(String tenant, String category, String message) {
        static Unseen of(Previews.Unseen unseen) {
            return new Unseen(unseen.tenant(), unseen.category(), unseen.message());
        }
    }

    /** Closures, page by page. */
    @Schema(name = "Closures")
    record Page(
            List<ClosureAnswer> items,
            @Schema(description = "The after of the next page, null on the last.", nullable = true)
                    String next) {}
}
