package io.ropewalk.alertops.host;

import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.desk.Writes;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.alertops.work.Rule;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.writes.IdOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Does something to hosts: reads them, asks the guards about each, sends the action for those not
 * there yet, and looks how far they came.
 */
public final class HostWriter {
    private final Falcon falcon;
    private final Caps caps;
    private final HostGuard guard;
    private final HostWatch watch;

    public HostWriter(Falcon falcon, Caps caps, HostGuard guard, HostWatch watch) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.caps = Objects.requireNonNull(caps, "caps");
        this.guard = Objects.requireNonNull(guard, "guard");
        this.watch = Objects.requireNonNull(watch, "watch");
    }

    Answer write(HostOrder request, Order order) {
        HostAction action = request.action();
        if (HostGoal.weakens(action) && !order.caller().may(Role.ADMIN)) {
            throw new Refused(
                    new Why.Role(
                            action.word()
                                    + " takes the role admin: Falcon raises no alerts of such a"
                                    + " host."));
        }
        AskedIds asked = AgentIds.read(request.ids());
        HostsApi api = falcon.hosts(order.tenant());
        HostState now = HostState.read(api, action, asked.good());
        Map<String, Item> items = new HashMap<>();
        List<String> underway = new ArrayList<>();
        List<String> away = new ArrayList<>();
        for (String id : asked.good()) {
            Optional<Host> host = now.of(id);
            if (host.isEmpty()) {
                items.put(id, AgentIds.missing(id, now.traceId()));
                continue;
            }
            switch (HostGoal.of(action, host.get())) {
                case REACHED ->
                        items.put(
                                id,
                                Item.of(id, Outcome.ALREADY, now.traceId())
                                        .with(HostView.of(host.get(), Optional.empty())));
                case UNDERWAY -> underway.add(id);
                case AWAY ->
                        refusal(action, host.get(), order)
                                .ifPresentOrElse(
                                        rule -> items.put(id, Item.refused(id, rule)),
                                        () -> away.add(id));
            }
        }
        caps.take(HostGoal.cap(action), away.size(), order);
        HostWatch.Watched watched = new HostWatch.Watched(api, request);
        items.putAll(
                order.dryRun()
                        ? watch.preview(watched, now, underway, away)
                        : watch.follow(watched, underway, sent(api, request, away)));
        return asked.answer(items);
    }

    private Optional<Rule> refusal(HostAction action, Host host, Order order) {
        return HostGoal.harms(action) ? guard.met(host, order) : Optional.empty();
    }

    private static List<IdOutcome> sent(HostsApi api, HostOrder request, List<String> ids) {
        List<IdOutcome> outcomes =
                ids.isEmpty()
                        ? List.of()
                        : api.perform(request.action(), ids, request.note(), CallClass.INTERACTIVE);
        Writes.checkAnyDone(outcomes);
        return outcomes;
    }
}
