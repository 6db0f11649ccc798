package io.ropewalk.ioc.mirror;

import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Pending;
import java.time.Instant;
import java.util.TreeSet;

/** Whether an IOC stands in Falcon as the mirror would have it. */
public final class Standing {
    private final Decision.Rules rules;
    private final Instant now;

    public Standing(String source, boolean permanent, ActionMatrix matrix, Instant now) {
        this.rules = new Decision.Rules(source, permanent, matrix);
        this.now = now;
    }

    /** Compares, whatever was written last. */
    public boolean isRight(Pending pending, StoredIoc stored) {
        Pending afresh =
                new Pending(
                        pending.value(),
                        new Entry(
                                Entry.State.LIVE,
                                pending.entry().falconId(),
                                "",
                                new TreeSet<>(pending.entry().tags())),
                        pending.ticket(),
                        pending.newestFirst());
        return switch (Decision.of(afresh, rules, now)) {
            case Decision.Rewrite(var _, var form) -> stored.is(form);
            case Decision.Retire _ -> stored.isRetired();
            // It cannot be had as wanted; that is said elsewhere.
            case Decision.Impossible _ -> true;
            case Decision.Keep _, Decision.Create _, Decision.Delete _, Decision.Forget _ -> false;
        };
    }
}
