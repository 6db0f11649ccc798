package io.ropewalk.ioc.mirror;

import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Pending;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What to do about a value. Depends on what is wanted now and what was written last, not on the
 * events between: two of them that cancel out cost no call.
 */
sealed interface Decision {

    /** It stands as it should. */
    record Keep(Entry entry) implements Decision {}

    record Create(Form form) implements Decision {}

    record Rewrite(String id, Form form) implements Decision {}

    /** Put out of use, with the tag that says so. */
    record Retire(String id, SortedSet<String> tags) implements Decision {}

    record Delete(String id) implements Decision {}

    /** There is none of ours, and none is wanted. */
    record Forget() implements Decision {}

    /** The customer's Falcon cannot have it. */
    record Impossible(String why) implements Decision {}

    /**
     * How the mirror works.
     *
     * @param source by which it knows its own
     * @param permanent deletes what is not wanted any more, instead of putting it out of use
     */
    record Rules(String source, boolean permanent, ActionMatrix matrix) {}

    static Decision of(Pending pending, Rules rules, Instant now) {
        Entry entry = pending.entry();
        List<Wish> live = pending.newestFirst().stream().filter(it -> it.isLive(now)).toList();
        if (live.isEmpty()) {
            return unwanted(entry, rules);
        }
        Wish wish = Wish.merged(live);
        Set<Platform> platforms =
                rules.matrix().platforms(wish.action(), pending.value().type(), wish.platforms());
        if (platforms.isEmpty()) {
            return new Impossible(
                    "Falcon does not offer %s for %s on these platforms."
                            .formatted(wish.action().word(), pending.value().type().word()));
        }
        if (!rules.matrix().takes(wish.action(), wish.severity())) {
            return new Impossible(
                    "Falcon does not offer %s with severity %s."
                            .formatted(wish.action().word(), wish.severity().word()));
        }
        Form form = Form.of(wish, platforms, rules.source());
        if (!entry.isWritten()) {
            return new Create(form);
        }
        boolean same = entry.state() == Entry.State.LIVE && entry.written().equals(form.hash());
        return same ? new Keep(entry) : new Rewrite(entry.falconId(), form);
    }

    private static Decision unwanted(Entry entry, Rules rules) {
        if (!entry.isWritten()) {
            return new Forget();
        }
        if (rules.permanent()) {
            return new Delete(entry.falconId());
        }
        if (entry.state() == Entry.State.RETIRED) {
            return new Keep(entry);
        }
        SortedSet<String> tags = new TreeSet<>(entry.tags());
        tags.add(IocRule.TO_DELETE);
        return new Retire(entry.falconId(), tags);
    }

    /** When one of those that want it no longer will. */
    static Optional<Instant> lookAgain(Pending pending, Instant now) {
        return pending.newestFirst().stream()
                .flatMap(it -> it.expiration().stream())
                .filter(it -> it.isAfter(now))
                .min(Comparator.naturalOrder());
    }
}
