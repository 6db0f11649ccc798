package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.alert.AlertChange;
import io.ropewalk.simulator.alert.AlertEntry;
import io.ropewalk.simulator.alert.AlertPatch;
import io.ropewalk.simulator.alert.AlertPatch.BadPatch;
import io.ropewalk.simulator.alert.AlertRules;
import io.ropewalk.simulator.alert.AlertRules.Affected;
import io.ropewalk.simulator.alert.AlertRules.Unknown;
import io.ropewalk.simulator.alert.AlertState.Assignee;
import io.ropewalk.simulator.alert.AlertStore;
import io.ropewalk.simulator.estate.ConsoleUser;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The one write of alerts: {@code PATCH /alerts/entities/alerts/v3}. */
final class AlertWriteRoutes implements RouteGroup {
    private static final Access WRITE = new Access.Bearer("Alerts:write", "detectsapi", false);

    @Override
    public List<Route> routes() {
        return List.of(new Route("UpdateV3", WRITE, AlertWriteRoutes::update));
    }

    /** What becomes of the ids of a PATCH. */
    private record Sorted(List<AlertEntry> good, List<ApiError> errors) {}

    private static Reply update(Call call) {
        var store = AlertRoutes.store(call);
        AlertPatch patch;
        try {
            patch = AlertPatch.read(call.request().content(), store.rules().writes());
        } catch (BadPatch e) {
            throw Refusal.mistake(e.status(), e.kind(), e.getMessage());
        }
        var sorted = sorted(call, patch);
        var unknown = store.rules().writes().unknown();
        if (!sorted.errors.isEmpty() && unknown == Unknown.WHOLE) {
            log(call, store, patch, 400, List.of());
            throw Refusal.expected(400, sorted.errors.getFirst().message());
        }
        var change = new AlertChange(patch.actions(), call.customer().tenant().clientId());
        var changed =
                store.change(sorted.good, change, call.now(), true, name -> person(call, name));
        var status = !sorted.errors.isEmpty() && unknown == Unknown.PARTIAL_404 ? 404 : 200;
        log(call, store, patch, status, sorted.good.stream().map(AlertEntry::compositeId).toList());
        return new Reply.Enveloped(status, envelope(call, sorted, changed.size()));
    }

    private static Envelope envelope(Call call, Sorted sorted, int changed) {
        AlertRules.Writes rules = AlertRoutes.store(call).rules().writes();
        var errors = rules.unknown() == Unknown.SILENT ? List.<ApiError>of() : sorted.errors;
        // No resources at all, as seen.
        return new Envelope(
                call.meta(),
                Optional.empty(),
                errors,
                new Resources.Absent(),
                switch (rules.affected()) {
                    case Affected.FOUND -> OptionalInt.of(sorted.good.size());
                    case Affected.CHANGED -> OptionalInt.of(changed);
                    case Affected.ABSENT -> OptionalInt.empty();
                });
    }

    private static Sorted sorted(Call call, AlertPatch patch) {
        var withHidden = AlertRoutes.withHidden(call);
        var good = new ArrayList<AlertEntry>();
        var errors = new ArrayList<ApiError>();
        var visible = false;
        for (var id : patch.ids()) {
            var alert = AlertRoutes.find(call, id);
            visible |= alert.isEmpty() || withHidden || alert.get().state().shown();
            if (alert.isEmpty()) {
                errors.add(new ApiError(404, "detection with ID " + id + " not found"));
            } else if (!withHidden && !alert.get().state().shown()) {
                errors.add(
                        new ApiError(400, "detection with ID " + id + " is not visible in the UI"));
            } else if (refused(call, id)) {
                errors.add(new ApiError(500, "failed to update detection with ID " + id));
            } else {
                good.add(alert.get());
            }
        }
        if (!visible) {
            throw Refusal.expected(400, "no visible alert present in the update query");
        }
        return new Sorted(good, errors);
    }

    private static boolean refused(Call call, String id) {
        return call.feedFault().orElse(null) instanceof Fault.RefuseItems fault
                && Math.floorMod(Mix.of(id), (long) fault.every()) == 0;
    }

    /** A console user by name, e-mail or uuid. */
    private static Optional<Assignee> person(Call call, String given) {
        var customer = call.customer();
        return ConsoleUser.of(customer.estate(), customer.tenant().inventory().users()).stream()
                .filter(user ->
                        given.equals(user.uuid())
                                || given.equals(user.uid())
                                || given.equals(name(user)))
                .findFirst()
                .map(user -> new Assignee(name(user), user.uid(), user.uuid()));
    }

    private static String name(ConsoleUser user) {
        return user.firstName() + " " + user.lastName();
    }

    private static void log(
            Call call, AlertStore store, AlertPatch patch, int status, List<String> written) {
        store.log(
                new AlertStore.Patch(
                        call.now(),
                        call.meta().traceId(),
                        status,
                        patch.ids(),
                        patch.actions(),
                        written));
    }
}
