package io.ropewalk.inventory.run.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.links.LinkCounts.Tally;
import io.ropewalk.inventory.run.LinkWork;
import io.ropewalk.inventory.run.http.SyncAnswer.FailureAnswer;

/**
 * How the ties of hosts to the rest of the graph went.
 *
 * @param hosts hosts looked at
 * @param ambiguous hosts with an identity that others share, or with several candidates
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinksAnswer(
        String state,
        long hosts,
        EdgesAnswer instances,
        EdgesAnswer devices,
        EdgesAnswer addresses,
        EdgesAnswer findings,
        long ambiguous,
        double seconds,
        FailureAnswer failure) {

    /** Edges of one kind. */
    @RegisterForReflection
    public record EdgesAnswer(long made, long removed) {
        static EdgesAnswer of(Tally tally) {
            return new EdgesAnswer(tally.made(), tally.removed());
        }
    }

    static LinksAnswer of(LinkWork work) {
        var counts = work.counts();
        return new LinksAnswer(
                work.state().word(),
                counts.hosts(),
                EdgesAnswer.of(counts.instances()),
                EdgesAnswer.of(counts.devices()),
                EdgesAnswer.of(counts.addresses()),
                EdgesAnswer.of(counts.findings()),
                counts.ambiguous(),
                Math.round(work.seconds() * 1000) / 1000.0,
                work.failure().map(FailureAnswer::of).orElse(null));
    }
}
