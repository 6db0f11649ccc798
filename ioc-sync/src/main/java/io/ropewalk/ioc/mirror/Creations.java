package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Creations of which the answer may never come: the process dies, the database or the connection
 * breaks. Where the value is still wanted, the next try finds the IOC there. Where it is not, the
 * ledger has to know that one was sent, or it would stay in Falcon with nobody to remove it.
 */
final class Creations {
    private final String tenant;
    private final Ledger ledger;
    private final FalconIocs falcon;

    Creations(String tenant, Ledger ledger, FalconIocs falcon) {
        this.tenant = tenant;
        this.ledger = ledger;
        this.falcon = falcon;
    }

    /** Before they are sent. */
    void announce(Tenure tenure, List<Pending> waiting, Decision.Rules rules, Instant now) {
        List<Settled> sent =
                waiting.stream()
                        .filter(it -> it.entry().state() != Entry.State.SENT)
                        .filter(it -> Decision.of(it, rules, now) instanceof Decision.Create)
                        .<Settled>map(Settled.Sent::new)
                        .toList();
        ledger.settle(tenure, tenant, sent);
    }

    /** The same values, with what Falcon has of those that were sent and are wanted no more. */
    FalconResult<List<Pending>> located(List<Pending> waiting, String source, Instant now) {
        List<IocValue> unsure =
                waiting.stream().filter(it -> isLeft(it, now)).map(Pending::value).toList();
        if (unsure.isEmpty()) {
            return FalconResult.ok(waiting, "");
        }
        return falcon.find(unsure).map(found -> with(waiting, found, source, now));
    }

    private static List<Pending> with(
            List<Pending> waiting, List<StoredIoc> found, String source, Instant now) {
        Map<IocValue, Entry> ours = new TreeMap<>();
        found.stream()
                .filter(it -> it.isOf(source))
                .forEach(it ->
                        ours.put(
                                it.value(),
                                Entry.live(it.id(), "", new TreeSet<>(it.body().tags()))));
        return waiting.stream()
                .map(it ->
                        isLeft(it, now) && ours.containsKey(it.value())
                                ? new Pending(
                                        it.value(),
                                        ours.get(it.value()),
                                        it.ticket(),
                                        it.newestFirst())
                                : it)
                .toList();
    }

    private static boolean isLeft(Pending it, Instant now) {
        return it.entry().state() == Entry.State.SENT
                && it.newestFirst().stream().noneMatch(wish -> wish.isLive(now));
    }
}
