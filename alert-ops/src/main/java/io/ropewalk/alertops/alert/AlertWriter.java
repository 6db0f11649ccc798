package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.desk.Writes;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.writes.IdOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings alerts to where they are wanted: reads them, writes what each lacks, and reads those again
 * of which the vendor did not say that they were written. A request that is sent again so finds
 * what the first one did.
 */
final class AlertWriter {
    /** Writes of one alert in a request; the second only of what a read shows to be missing. */
    private static final int ATTEMPTS = 2;

    private final Falcon falcon;
    private final Caps caps;

    AlertWriter(Falcon falcon, Caps caps) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.caps = Objects.requireNonNull(caps, "caps");
    }

    Answer write(AlertOrder request, Order order) {
        AskedIds asked = CompositeIds.readToWrite(request.ids(), falcon, order);
        AlertsApi api = falcon.alerts(order.tenant());
        AlertState now = AlertState.read(api, asked.good()).orThrow();
        Map<String, Item> items = new HashMap<>();
        Map<String, AlertChange> missing = new LinkedHashMap<>();
        for (String id : asked.good()) {
            Optional<AlertRecord> alert = now.of(id);
            if (alert.isEmpty()) {
                items.put(id, now.missing(id));
                continue;
            }
            AlertChange change = request.edit().missing(alert.get(), order.marker());
            if (change.parameters().isEmpty()) {
                items.put(id, so(id, alert.get(), order, now.traceId()));
            } else {
                missing.put(id, change);
            }
        }
        caps.take(Cap.ALERTS, missing.size(), order);
        if (order.dryRun()) {
            missing.forEach((id, change) ->
                    items.put(id, wouldBe(id, change, now.of(id).orElseThrow(), now.traceId())));
        } else {
            items.putAll(new Writing(api, request.edit(), order.marker()).run(missing));
        }
        return asked.answer(items);
    }

    /** It is as wanted: by this same request, sent before, where its marker is there. */
    private static Item so(String id, AlertRecord alert, Order order, String traceId) {
        boolean ours = AlertEdit.bears(alert, order.marker());
        return Item.of(id, ours ? Outcome.DONE : Outcome.ALREADY, traceId);
    }

    private static Item wouldBe(String id, AlertChange change, AlertRecord alert, String traceId) {
        String words =
                change.parameters().stream()
                        .map(it -> it.name() + " " + it.value())
                        .collect(Collectors.joining(", "));
        return Item.of(id, Outcome.ACCEPTED, traceId)
                .saying("Dry run, nothing was sent. It would be changed: " + words + ".")
                .with(Map.of("status", alert.status(), "tags", alert.tags()));
    }

    /** One request's writes. */
    private static final class Writing {
        private final AlertsApi api;
        private final AlertEdit edit;
        private final String marker;
        private final Map<String, Item> items = new HashMap<>();

        Writing(AlertsApi api, AlertEdit edit, String marker) {
            this.api = api;
            this.edit = edit;
            this.marker = marker;
        }

        Map<String, Item> run(Map<String, AlertChange> missing) {
            Map<String, AlertChange> open = missing;
            for (int attempt = 1; !open.isEmpty(); attempt++) {
                List<IdOutcome> outcomes = send(open);
                if (attempt == 1) {
                    Writes.checkAnyDone(outcomes);
                }
                List<IdOutcome.Unknown> unsaid = new ArrayList<>();
                outcomes.forEach(it -> sort(it, unsaid));
                open = unsaid.isEmpty() ? Map.of() : readBack(unsaid, attempt == ATTEMPTS);
            }
            return items;
        }

        /** Alerts that lack the same go together. */
        private List<IdOutcome> send(Map<String, AlertChange> missing) {
            Map<AlertChange, List<String>> byChange = new LinkedHashMap<>();
            missing.forEach((id, change) ->
                    byChange.computeIfAbsent(change, _ -> new ArrayList<>()).add(id));
            List<IdOutcome> outcomes = new ArrayList<>();
            byChange.forEach((change, ids) ->
                    outcomes.addAll(
                            api.update(ids, change, AlertsApi.MAX_IDS, CallClass.INTERACTIVE)));
            return outcomes;
        }

        private void sort(IdOutcome outcome, List<IdOutcome.Unknown> unsaid) {
            String id = outcome.id();
            switch (outcome) {
                case IdOutcome.Done it -> items.put(id, Item.of(id, Outcome.DONE, it.traceId()));
                case IdOutcome.Refused it -> items.put(id, Item.failed(id, it.why(), it.traceId()));
                case IdOutcome.Undone it -> items.put(id, Item.failed(id, it.why(), it.traceId()));
                case IdOutcome.Unknown it -> unsaid.add(it);
            }
        }

        /** Says what a read shows to be done, and returns what it shows to be missing. */
        private Map<String, AlertChange> readBack(List<IdOutcome.Unknown> unsaid, boolean last) {
            FalconResult<AlertState> read =
                    AlertState.read(api, unsaid.stream().map(IdOutcome::id).toList());
            if (!(read instanceof FalconResult.Ok<AlertState> ok)) {
                unsaid.forEach(
                        it -> items.put(it.id(), failed(it, "Perhaps it was done; read it. ")));
                return Map.of();
            }
            Map<String, AlertChange> missing = new LinkedHashMap<>();
            for (IdOutcome.Unknown it : unsaid) {
                Optional<AlertChange> lacks =
                        ok.value().of(it.id()).map(alert -> edit.missing(alert, marker));
                if (lacks.isEmpty()) {
                    items.put(it.id(), ok.value().missing(it.id()));
                } else if (lacks.get().parameters().isEmpty()) {
                    items.put(it.id(), Item.of(it.id(), Outcome.DONE, ok.value().traceId()));
                } else if (last) {
                    items.put(it.id(), failed(it, "It was read again and is not done. "));
                } else {
                    missing.put(it.id(), lacks.get());
                }
            }
            return missing;
        }

        private static Item failed(IdOutcome.Unknown unsaid, String words) {
            FalconFailure why = unsaid.why();
            return Item.failed(
                    unsaid.id(),
                    FalconFailure.of(why.category(), words + why.message()),
                    unsaid.traceId());
        }
    }
}
