package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.alert.AlertEntry;
import io.ropewalk.simulator.alert.AlertStore;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.graph.AlertId;
import io.ropewalk.simulator.graph.Alerts;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Alerts by their ids, and the detection summaries they replaced. */
final class AlertRoutes implements RouteGroup {
    static final Access READ = new Access.Bearer("Alerts:read", "detectsapi", true);
    private static final Access DETECTS = new Access.Bearer("Detects:read", "legacy-detects", true);
    private static final int MAX_IDS = 1000;

    /** A larger body is refused whatever it holds. */
    private static final int MAX_BODY = 1024 * 1024;

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("GetV2", READ, AlertRoutes::entities),
                new Route("GetDetectSummaries", DETECTS, AlertRoutes::summaries));
    }

    private static Reply entities(Call call) {
        if (call.request().content().length > MAX_BODY) {
            throw tooLarge();
        }
        var ids = PostedIds.read(call, "composite_ids");
        if (ids.size() > MAX_IDS) {
            throw tooLarge();
        }
        var store = store(call);
        var withHidden = withHidden(call);
        var found = new ArrayList<AlertEntry>();
        var errors = new ArrayList<ApiError>();
        for (var id : new LinkedHashSet<>(ids)) {
            var alert = find(call, id);
            if (alert.isEmpty()) {
                continue;
            }
            if (!withHidden && !alert.get().state().shown()) {
                errors.add(
                        new ApiError(400, "detection with ID " + id + " is not visible in the UI"));
            } else {
                found.add(alert.get());
            }
        }
        // Never in the order asked for, but always in the same.
        found.sort(Comparator.comparingLong(alert -> Mix.of(alert.compositeId())));
        return Call.ok(
                Envelope.of(call.meta(), elements(found.stream().map(store::json).toList()))
                        .withErrors(errors));
    }

    static AlertStore store(Call call) {
        var store = call.customer().alerts();
        store.hiddenShare(call.choices().graph().hiddenShare());
        return store;
    }

    /** In the query only: in a body it is ignored. */
    static boolean withHidden(Call call) {
        return !call.arguments().text("include_hidden").orElse("true").equals("false");
    }

    /** The alert of an id, unless the scenario says there is none. */
    static Optional<AlertEntry> find(Call call, String id) {
        return call.choices().graph().absentAlerts().contains(id)
                ? Optional.empty()
                : store(call).find(id);
    }

    private static Alerts alerts(Call call) {
        var estate = call.customer().estate().spec();
        return new Alerts(estate.seed(), estate.asOf(), call.choices().graph().hiddenShare());
    }

    private static Refusal tooLarge() {
        return Refusal.mistake(
                413, "too-many-items", "at most " + MAX_IDS + " ids and 1 MiB in one call");
    }

    /** Gone since 2025-09-30 unless the scenario keeps it alive. */
    private static Reply summaries(Call call) {
        if (!call.choices().graph().legacyDetects()) {
            throw Refusal.expected(404, Gateway.PAGE_NOT_FOUND);
        }
        var ids = PostedIds.read(call, "ids");
        if (ids.size() > MAX_IDS) {
            throw Refusal.mistake(400, "too-many-items", "at most " + MAX_IDS + " ids in one call");
        }
        var alerts = alerts(call);
        var found =
                ids.stream()
                        .flatMap(id -> AlertId.legacy(id, call.customer().tenant().cid()).stream())
                        .map(alerts::detection)
                        .toList();
        return Call.ok(Envelope.of(call.meta(), elements(found)));
    }

    /** Elements of {@code resources}. */
    static Body elements(List<? extends JsonNode> nodes) {
        return out -> {
            var separator = "\n  ";
            for (var node : nodes) {
                out.raw(separator).raw(node.toString());
                separator = ",\n  ";
            }
        };
    }
}
