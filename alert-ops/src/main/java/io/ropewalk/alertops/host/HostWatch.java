package io.ropewalk.alertops.host;

import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.call.Sleeper;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.writes.IdOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks how far hosts came. The vendor's 202 says that an action was accepted; the host's record
 * says whether it came through, also where the answer was lost.
 */
public final class HostWatch {
    private static final String OFFLINE = "offline";

    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration every;

    /** What is watched. */
    record Watched(HostsApi api, HostOrder request) {
        HostAction action() {
            return request.action();
        }

        boolean isReachedBy(Host host) {
            return HostGoal.of(action(), host) == HostGoal.REACHED;
        }
    }

    /**
     * @param every how long between two looks
     */
    public HostWatch(Clock clock, Sleeper sleeper, Duration every) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.every = Objects.requireNonNull(every, "every");
    }

    /** What would be done. */
    Map<String, Item> preview(
            Watched watched, HostState now, List<String> underway, List<String> away) {
        Map<String, String> online =
                online(watched, Stream.concat(underway.stream(), away.stream()).toList());
        Map<String, Item> items = new HashMap<>();
        for (String id : underway) {
            items.put(id, already(id, watched, now.of(id).orElseThrow(), online, now.traceId()));
        }
        for (String id : away) {
            Host host = now.of(id).orElseThrow();
            String words =
                    "Dry run, nothing was sent. It would be done: " + watched.action().word() + ".";
            items.put(
                    id,
                    Item.of(id, Outcome.ACCEPTED, now.traceId())
                            .saying(words + pendingWords(id, online))
                            .with(HostView.of(host, Optional.ofNullable(online.get(id)))));
        }
        return items;
    }

    /** What was done, as far as it shows within the request's patience. */
    Map<String, Item> follow(Watched watched, List<String> underway, List<IdOutcome> outcomes) {
        Map<String, Item> items = new HashMap<>();
        Map<String, IdOutcome> open = new LinkedHashMap<>();
        for (IdOutcome outcome : outcomes) {
            switch (outcome) {
                case IdOutcome.Done it -> open.put(it.id(), it);
                case IdOutcome.Unknown it -> open.put(it.id(), it);
                case IdOutcome.Undone it ->
                        items.put(it.id(), Item.failed(it.id(), it.why(), it.traceId()));
                case IdOutcome.Refused it -> {
                    if (it.why().category() == FailureCategory.CONFLICT) {
                        open.put(it.id(), it);
                    } else {
                        items.put(it.id(), Item.failed(it.id(), it.why(), it.traceId()));
                    }
                }
            }
        }
        List<String> ids = Stream.concat(underway.stream(), open.keySet().stream()).toList();
        Map<String, String> online = online(watched, ids);
        Map<String, Host> seen = seen(watched, ids, online);
        for (String id : ids) {
            Optional<Host> host = Optional.ofNullable(seen.get(id));
            items.put(
                    id,
                    Optional.ofNullable(open.get(id))
                            .map(it -> item(it, watched, host, online))
                            .orElseGet(() -> underway(id, watched, host, online)));
        }
        return items;
    }

    private static Map<String, String> online(Watched watched, List<String> ids) {
        return HostGoal.reachesTheHost(watched.action()) && !ids.isEmpty()
                ? HostState.online(watched.api(), ids)
                : Map.of();
    }

    /** Hosts as they are at the end; offline ones are not waited for, they hear of it later. */
    private Map<String, Host> seen(Watched watched, List<String> ids, Map<String, String> online) {
        Map<String, Host> seen = new HashMap<>();
        List<String> open = look(watched, ids, seen);
        open.removeIf(id -> OFFLINE.equals(online.get(id)));
        Instant end = clock.instant().plus(watched.request().patience());
        while (!open.isEmpty() && clock.instant().isBefore(end)) {
            try {
                sleeper.sleep(every);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return seen;
            }
            open = look(watched, open, seen);
        }
        return seen;
    }

    /** Those that are not there yet. What cannot be read is looked at again, if there is time. */
    private static List<String> look(Watched watched, List<String> ids, Map<String, Host> seen) {
        if (!ids.isEmpty()) {
            try {
                seen.putAll(HostState.read(watched.api(), watched.action(), ids).found());
            } catch (FalconCallFailed unread) {
                return new ArrayList<>(ids);
            }
        }
        List<String> open = new ArrayList<>(ids);
        open.removeIf(id -> seen.containsKey(id) && watched.isReachedBy(seen.get(id)));
        return open;
    }

    private static Item item(
            IdOutcome outcome, Watched watched, Optional<Host> host, Map<String, String> online) {
        String id = outcome.id();
        HostGoal goal = host.map(it -> HostGoal.of(watched.action(), it)).orElse(HostGoal.AWAY);
        Item item =
                switch (outcome) {
                    case IdOutcome.Done it ->
                            goal == HostGoal.REACHED
                                    ? Item.of(id, Outcome.DONE, it.traceId())
                                    : accepted(id, it.traceId(), watched, host, online);
                    case IdOutcome.Unknown it ->
                            switch (goal) {
                                case REACHED -> Item.of(id, Outcome.DONE, it.traceId());
                                case UNDERWAY -> accepted(id, it.traceId(), watched, host, online);
                                case AWAY -> Item.failed(id, unsaid(it, host), it.traceId());
                            };
                    case IdOutcome.Refused it ->
                            host.isPresent() && goal == HostGoal.AWAY
                                    ? Item.failed(id, it.why(), it.traceId())
                                    : Item.of(id, Outcome.ALREADY, it.traceId());
                    case IdOutcome.Undone it -> Item.failed(id, it.why(), it.traceId());
                };
        return host.map(it -> item.with(HostView.of(it, Optional.ofNullable(online.get(id)))))
                .orElse(item);
    }

    private static FalconFailure unsaid(IdOutcome.Unknown outcome, Optional<Host> host) {
        String words =
                host.isPresent()
                        ? "It was read again and is not done. "
                        : "Perhaps it was done; read it. ";
        return FalconFailure.of(outcome.why().category(), words + outcome.why().message());
    }

    private static Item accepted(
            String id,
            String traceId,
            Watched watched,
            Optional<Host> host,
            Map<String, String> online) {
        String state =
                host.flatMap(it -> HostGoal.state(watched.action(), it))
                        .map(it -> " It is " + it + ".")
                        .orElse("");
        return Item.of(id, Outcome.ACCEPTED, traceId)
                .saying("Falcon accepted it." + state + pendingWords(id, online));
    }

    private static Item underway(
            String id, Watched watched, Optional<Host> host, Map<String, String> online) {
        return host.filter(watched::isReachedBy)
                .map(it -> Item.of(id, Outcome.DONE, ""))
                .map(it -> it.with(HostView.of(host.get(), Optional.ofNullable(online.get(id)))))
                .orElseGet(() ->
                        host.map(it -> already(id, watched, it, online, ""))
                                .orElseGet(() -> Item.of(id, Outcome.ALREADY, "")));
    }

    private static Item already(
            String id, Watched watched, Host host, Map<String, String> online, String traceId) {
        return Item.of(id, Outcome.ALREADY, traceId)
                .saying(
                        "It is "
                                + HostGoal.state(watched.action(), host).orElse("underway")
                                + " already."
                                + pendingWords(id, online))
                .with(HostView.of(host, Optional.ofNullable(online.get(id))));
    }

    private static String pendingWords(String id, Map<String, String> online) {
        return OFFLINE.equals(online.get(id))
                ? " The host is offline: it stays pending until it returns."
                : "";
    }
}
