package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.closure.ClosureRequest.Which;
import io.ropewalk.alertops.guard.TenantGuard;
import io.ropewalk.alertops.query.DetectionFilter;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Rule;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertSweep;
import io.ropewalk.falcon.alerts.AlertSweep.End;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.fql.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds the alerts of a closure: every one of them, or none. */
final class Selection {
    private static final Pattern ID =
            Pattern.compile("[0-9A-Fa-f]{32}:[A-Za-z][A-Za-z0-9_-]*:[\\x21-\\x7e]+");
    private static final int CID = 32;

    /** Alerts that are looked at for one closure; more is a selection nobody narrowed. */
    private static final long MOST_EXAMINED = 250_000;

    /** Hashes in one filter; the ids fallback puts it into a URL. */
    private static final int HASHES_AT_ONCE = 10;

    private static final int MOST_HASHES = 100;

    /** Alerts come and go while they are read; then it is read once more. */
    private static final int READINGS = 2;

    private final AlertsApi api;
    private final Screen screen;
    private final Order order;
    private final int most;
    private final Set<String> protectedHashes;
    private Selected selected = new Selected();

    Selection(Falcon falcon, Screen screen, Order order, int most, Set<String> protectedHashes) {
        this.api = falcon.alerts(order.tenant());
        this.screen = Objects.requireNonNull(screen, "screen");
        this.order = Objects.requireNonNull(order, "order");
        this.most = most;
        this.protectedHashes = protectedHashes;
    }

    /**
     * Finds them.
     *
     * @throws Refused where the selection is wrong, too large, or of several customers of whom
     *     nobody says which is the tenant
     * @throws FalconCallFailed where it cannot be read whole
     */
    Selected find(Which which) {
        return switch (which) {
            case Which.ById it -> byId(it.ids());
            case Which.ByHash it -> ofOne(byHash(it));
            case Which.ByCriteria it -> ofOne(byCriteria(it));
        };
    }

    /** A parent of Flight Control sees the alerts of its children beside its own. */
    private Selected ofOne(Selected found) {
        allOfOne(found.ids());
        return found;
    }

    private void allOfOne(Collection<String> ids) {
        List<String> cids = ids.stream().map(id -> id.split(":", 2)[0]).toList();
        TenantGuard.mixed(cids, screen.cid(), order)
                .ifPresent(rule -> {
                    throw new Refused(new Why.Guard(rule));
                });
    }

    private Selected byId(List<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        if (!distinct.stream().allMatch(it -> ID.matcher(it).matches())) {
            throw Refused.badRequest(
                    "A composite id is <cid>:<kind>:<more>, the cid being 32 hexadecimal digits.");
        }
        if (distinct.size() > most) {
            throw tooMany();
        }
        allOfOne(distinct);
        for (String id : distinct) {
            TenantGuard.met(id.substring(0, CID), screen.cid(), order)
                    .ifPresent(rule -> {
                        throw new Refused(new Why.Guard(rule));
                    });
        }
        List<AlertRecord> found = api.records(distinct, true, CallClass.INTERACTIVE).orThrow();
        look(found, _ -> List.of("compositeId"), List.of());
        Set<String> there = new HashSet<>();
        found.forEach(it -> there.add(it.compositeId()));
        distinct.stream()
                .filter(it -> !there.contains(it))
                .forEach(_ -> selected.exclude("not-found"));
        return selected;
    }

    private Selected byCriteria(Which.ByCriteria which) {
        Filter filter = DetectionFilter.read(which.given(), screen.now());
        for (int reading = 1; ; reading++) {
            selected = new Selected();
            Optional<End.Incomplete> broken =
                    sweep(filter, it -> look(it, _ -> List.of(), List.of()));
            if (broken.isEmpty()) {
                return selected;
            }
            if (!broken.get().miscounted() || reading == READINGS) {
                throw failed(broken.get());
            }
        }
    }

    private Selected byHash(Which.ByHash which) {
        if (which.hashes().size() > MOST_HASHES) {
            throw Refused.badRequest("One closure names at most " + MOST_HASHES + " hashes.");
        }
        HashWanted all = HashWanted.read(which.hashes(), which.more(), protectedHashes);
        for (int reading = 1; ; reading++) {
            selected = new Selected();
            Optional<End.Incomplete> broken = byHashes(all.hashes(), which);
            if (broken.isEmpty()) {
                return selected;
            }
            if (!broken.get().miscounted() || reading == READINGS) {
                throw failed(broken.get());
            }
        }
    }

    private Optional<End.Incomplete> byHashes(List<String> hashes, Which.ByHash which) {
        for (int at = 0; at < hashes.size(); at += HASHES_AT_ONCE) {
            List<String> some = hashes.subList(at, Math.min(hashes.size(), at + HASHES_AT_ONCE));
            HashWanted wanted = HashWanted.read(some, which.more(), Set.of());
            Optional<End.Incomplete> broken = sweep(wanted.together(), it -> matched(it, wanted));
            if (broken.isPresent() && broken.get().refused()) {
                broken = apart(wanted);
            }
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    /** Where a cloud does not take both members in one filter: one after the other. */
    private Optional<End.Incomplete> apart(HashWanted wanted) {
        for (Filter filter : wanted.apart()) {
            Optional<End.Incomplete> broken = sweep(filter, it -> matched(it, wanted));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private void matched(List<AlertRecord> records, HashWanted wanted) {
        List<AlertRecord> fresh = new ArrayList<>();
        int unshown = 0;
        for (AlertRecord record : records) {
            if (wanted.matched(record).isEmpty()) {
                unshown++;
            } else {
                fresh.add(record);
            }
        }
        // Falcon says it matches, and the record does not show where: not for us to close.
        for (int i = 0; i < unshown; i++) {
            selected.exclude("hash-not-shown");
        }
        selected.examined(unshown);
        look(fresh, wanted::matched, wanted.hashes());
    }

    private void look(
            List<AlertRecord> records,
            Function<AlertRecord, List<String>> matched,
            List<String> hashes) {
        for (AlertRecord record : records) {
            if (selected.seen(record.compositeId())) {
                continue;
            }
            selected.examined(1);
            Optional<String> reason = screen.reason(record);
            if (reason.isPresent()) {
                selected.exclude(reason.get());
            } else {
                selected.take(record, matched.apply(record), of(record, hashes));
            }
        }
    }

    private static List<String> of(AlertRecord record, List<String> hashes) {
        if (hashes.isEmpty()) {
            return record.hashes(AlertRecord.HASH_FIELDS).keySet().stream().toList();
        }
        return hashes.size() == 1
                ? hashes
                : hashes.stream().filter(it -> carries(record, it)).toList();
    }

    private static boolean carries(AlertRecord record, String hash) {
        return List.of("sha256", "entities.sha256", "md5", "sha1").stream()
                .flatMap(it -> record.members().texts(it).stream())
                .anyMatch(it -> it.toLowerCase(Locale.ROOT).equals(hash));
    }

    @FunctionalInterface
    private interface Look {
        void at(List<AlertRecord> records);
    }

    private Optional<End.Incomplete> sweep(Filter filter, Look look) {
        Instant until = screen.now();
        End end =
                new AlertSweep(api)
                        .read(
                                filter,
                                until,
                                CallClass.INTERACTIVE,
                                (some, read, _) -> {
                                    look.at(some);
                                    return selected.size() <= most && read <= MOST_EXAMINED;
                                });
        return switch (end) {
            case End.Stopped _ -> throw tooMany();
            case End.Incomplete it -> Optional.of(it);
            case End.Complete _ -> {
                if (selected.size() > most) {
                    throw tooMany();
                }
                yield Optional.empty();
            }
        };
    }

    private Refused tooMany() {
        return new Refused(
                new Why.Guard(
                        new Rule(
                                "closure-max-alerts",
                                "This is about more than %d alerts. Narrow it: fewer days, one hash"
                                                .formatted(most)
                                        + " or host, one status; or close the rest afterwards.")));
    }

    private static FalconCallFailed failed(End.Incomplete broken) {
        return new FalconCallFailed(broken.why(), broken.traceId());
    }
}
