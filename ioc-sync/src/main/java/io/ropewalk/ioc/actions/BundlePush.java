package io.ropewalk.ioc.actions;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.WriteOptions;
import io.ropewalk.ioc.actions.ActionItem.Outcome;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.StixReader;
import io.ropewalk.ioc.pattern.Extraction;
import io.ropewalk.ioc.pattern.StixPattern;
import io.ropewalk.ioc.value.IocValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pushes the indicators of a STIX bundle. What it removes is only what the same feed made: its
 * source is the mark, so each feed has one of its own.
 */
public final class BundlePush {
    private static final List<String> PLATFORMS = List.of("windows", "mac", "linux");
    private static final int MOST_PAGES = 200;
    private static final int VALUES = 40;

    private final IocActions actions;
    private final Predicate<String> shared;
    private final Clock clock;

    /**
     * What to push.
     *
     * @param source of this feed; no other feed's, nor the mirror's
     * @param validFor the feed's IOCs that were not changed for so long go; empty keeps them
     * @param links the address before an indicator's id, for the description; may be empty
     */
    public record Order(
            List<StixReader.Item> bundle,
            Action action,
            String source,
            Optional<Duration> validFor,
            String links,
            boolean dryRun) {
        public Order {
            bundle = List.copyOf(bundle);
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(source, "source");
        }
    }

    /**
     * Pushes to one customer.
     *
     * @param shared whether strangers register names below a domain
     */
    public BundlePush(IocActions actions, Predicate<String> shared, Clock clock) {
        this.shared = Objects.requireNonNull(shared, "shared");
        this.actions = Objects.requireNonNull(actions, "actions");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Pushes; answers for every value of every indicator, and for all that was removed. */
    public List<ActionItem> push(Order order) {
        var run = new Run(order);
        order.bundle().forEach(run::read);
        run.removeOld();
        run.removeWithdrawn();
        run.create();
        return run.items;
    }

    /** One push. */
    private final class Run {
        private final Order order;
        private final Instant now = clock.instant();
        private final List<ActionItem> items = new ArrayList<>();
        private final Map<IocValue, Draft> wanted = new LinkedHashMap<>();
        private final Set<IocValue> withdrawn = new HashSet<>();

        Run(Order order) {
            this.order = order;
        }

        void read(StixReader.Item item) {
            if (item.indicator().isEmpty()) {
                items.add(ActionItem.refused(item.id(), item.problem() + "."));
                return;
            }
            var it = item.indicator().get();
            if (!it.patternType().equals("stix")) {
                items.add(ActionItem.refused(item.id(), "Its pattern is no STIX pattern."));
                return;
            }
            switch (StixPattern.read(it.pattern()).without(shared)) {
                case Extraction.Refused(var why, var detail) ->
                        items.add(
                                ActionItem.refused(
                                        item.id(),
                                        "No IOC: %s (%s).".formatted(why.word(), detail)));
                case Extraction.Values(var values, var dropped) -> {
                    dropped.forEach(part ->
                            items.add(
                                    ActionItem.refused(
                                            item.id(),
                                            "A part is no IOC: %s (%s)."
                                                    .formatted(part.why().word(), part.what()))));
                    boolean over = it.validUntil().filter(end -> !end.isAfter(now)).isPresent();
                    values.forEach(value -> take(value, it, it.revoked() || over));
                }
            }
        }

        private void take(IocValue value, io.ropewalk.ioc.indicator.Indicator it, boolean over) {
            if (over) {
                withdrawn.add(value);
            } else if (order.action() == Action.PREVENT && !value.type().isHash()) {
                items.add(
                        ActionItem.refused(
                                name(value), "Falcon can only detect it; push it for detection."));
            } else if (wanted.putIfAbsent(value, draft(value, it)) != null) {
                items.add(
                        ActionItem.of(
                                name(value),
                                Outcome.ALREADY,
                                "Another indicator of the bundle has the same value."));
            }
        }

        private Draft draft(IocValue value, io.ropewalk.ioc.indicator.Indicator it) {
            Map<String, String> texts = new HashMap<>();
            texts.put("type", value.type().word());
            texts.put("value", value.value());
            texts.put("action", order.action().word());
            texts.put("severity", "high");
            texts.put("source", order.source());
            texts.put(
                    "description",
                    order.links().isEmpty() ? it.about().name() : order.links() + it.id());
            it.validUntil().ifPresent(end -> texts.put("expiration", end.toString()));
            return new Draft(
                    texts,
                    Map.of("platforms", PLATFORMS, "tags", List.of(order.source())),
                    Optional.of(true),
                    Optional.empty());
        }

        void create() {
            List<Draft> drafts = List.copyOf(wanted.values());
            List<ActionItem> created =
                    drafts.isEmpty()
                            ? List.of()
                            : actions.create(drafts, comment(), order.dryRun());
            for (int i = 0; i < created.size(); i++) {
                items.add(renewed(drafts.get(i), created.get(i)));
            }
        }

        /** One of this feed is written anew; one of somebody else stays as it is. */
        private ActionItem renewed(Draft draft, ActionItem item) {
            boolean ours =
                    item.outcome() != Outcome.DONE
                            && item.resource().isPresent()
                            && item.resource().get() instanceof Indicator there
                            && order.source().equals(there.source());
            if (!ours) {
                return item;
            }
            String id = ((Indicator) item.resource().orElseThrow()).id();
            var outcome =
                    actions.api()
                            .update(
                                    List.of(new IndicatorUpdate(id, draft.settings())),
                                    WriteOptions.commented(comment()),
                                    CallClass.INTERACTIVE)
                            .getFirst();
            return ActionItem.of(draft.name(), outcome);
        }

        void removeWithdrawn() {
            withdrawn.removeAll(wanted.keySet());
            List<IocValue> all = List.copyOf(withdrawn);
            for (int from = 0; from < all.size(); from += VALUES) {
                List<IocValue> some = all.subList(from, Math.min(all.size(), from + VALUES));
                List<Indicator> found =
                        page(IndicatorFields.VALUE.in(some.stream().map(IocValue::value).toList()));
                Set<String> there = new HashSet<>();
                found.forEach(it -> there.add(it.type() + ":" + it.value()));
                some.stream()
                        .filter(it -> !there.contains(name(it)))
                        .forEach(it ->
                                items.add(
                                        ActionItem.of(
                                                name(it),
                                                Outcome.NOT_FOUND,
                                                "It is withdrawn, and this feed has none.")));
                remove(found, "It is withdrawn.");
            }
        }

        void removeOld() {
            removeAll(IndicatorFields.EXPIRED.is(true), "It has expired.");
            order.validFor()
                    .ifPresent(age ->
                            removeAll(
                                    IndicatorFields.MODIFIED_ON.atOrBefore(now.minus(age)),
                                    "It was not renewed in time."));
        }

        private void removeAll(Filter filter, String why) {
            Set<String> done = new HashSet<>();
            for (int pages = 0; pages < MOST_PAGES; pages++) {
                List<Indicator> old =
                        page(filter).stream().filter(it -> done.add(it.id())).toList();
                if (old.isEmpty()) {
                    return;
                }
                remove(old, why);
                if (order.dryRun()) {
                    return;
                }
            }
        }

        /** Of this feed's own. */
        private List<Indicator> page(Filter filter) {
            Filter own = IndicatorFields.SOURCE.equalTo(order.source()).and(filter);
            FalconResult<Page<Indicator>> answer =
                    actions.api()
                            .combined(
                                    IndicatorQuery.of(own),
                                    IocsApi.From.START,
                                    IocsApi.MAX_PAGE,
                                    CallClass.INTERACTIVE);
            return answer.orThrow().items();
        }

        private void remove(List<Indicator> all, String why) {
            if (all.isEmpty()) {
                return;
            }
            List<String> ids = all.stream().map(Indicator::id).toList();
            List<ActionItem> removed =
                    order.dryRun() ? List.of() : actions.delete(ids, comment() + ": " + why, false);
            for (int i = 0; i < all.size(); i++) {
                String name = all.get(i).type() + ":" + all.get(i).value();
                boolean gone = !order.dryRun() && removed.get(i).outcome() == Outcome.DONE;
                items.add(
                        order.dryRun()
                                ? ActionItem.of(name, Outcome.ACCEPTED, why + " It would go.")
                                : gone ? ActionItem.of(name, Outcome.DONE, why) : removed.get(i));
            }
        }

        private String comment() {
            return "Pushed by " + order.source();
        }

        private static String name(IocValue value) {
            return value.type().word() + ":" + value.value();
        }
    }
}
