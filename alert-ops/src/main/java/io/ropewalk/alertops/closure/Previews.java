package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FalconCallFailed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks at what a closure would be about, and freezes it. Nothing is written to Falcon. */
public final class Previews {
    /** Its name in the audit. */
    static final String OPERATION = "closure-preview";

    private final Falcon falcon;
    private final ClosureStore store;
    private final ClosureAudit audit;
    private final Guards guards;
    private final ClosureListener listener;
    private final ClosureSettings settings;
    private final Clock clock;

    /**
     * What a closure is held to.
     *
     * @param protectedHashes in any case
     */
    public record Guards(Caps caps, HostGuard hosts, Set<String> protectedHashes) {
        public Guards {
            Objects.requireNonNull(caps, "caps");
            Objects.requireNonNull(hosts, "hosts");
            protectedHashes =
                    protectedHashes.stream()
                            .map(it -> it.strip().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** A closure, and the token that confirms it, which is nowhere else. */
    public record Preview(Closure closure, String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Preview[" + closure.id() + "]";
        }
    }

    /** Previews of several customers: of each its own, or why there is none. */
    public record Many(List<Preview> previews, List<Unseen> failures) {}

    /** A customer of whom there is no preview. */
    public record Unseen(String tenant, String category, String message) {}

    public Previews(
            Falcon falcon,
            ClosureStore store,
            Audit audit,
            Guards guards,
            ClosureListener listener,
            ClosureSettings settings,
            Clock clock) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.store = Objects.requireNonNull(store, "store");
        this.audit = new ClosureAudit(audit);
        this.guards = Objects.requireNonNull(guards, "guards");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Looks and freezes.
     *
     * @throws Refused where the request is wrong, too large or empty
     * @throws FalconCallFailed where not all of it can be read
     */
    public Preview preview(String tenant, ClosureRequest request, Caller caller) {
        String id = UUID.randomUUID().toString();
        Order order = ClosureAudit.order(tenant, id, caller, request.reason());
        try {
            return frozen(id, request, order);
        } catch (RuntimeException failed) {
            audit.failed(OPERATION, order, failed);
            throw failed;
        }
    }

    /**
     * Looks for each of several customers; one that fails takes nothing from the others. Executing
     * is each closure's own.
     *
     * @throws Refused where the request names alerts of one customer, or fails for all of them
     * @throws FalconCallFailed where it fails for all of them
     */
    public Many previews(List<String> tenants, ClosureRequest request, Caller caller) {
        if (request.which() instanceof ClosureRequest.Which.ById) {
            throw Refused.badRequest(
                    "Alerts named by id are those of exactly one customer; name it, not a list or"
                            + " *.");
        }
        List<Preview> previews = new ArrayList<>();
        List<Unseen> failures = new ArrayList<>();
        RuntimeException first = null;
        for (String tenant : tenants) {
            try {
                previews.add(preview(tenant, request, caller));
            } catch (Refused refused) {
                first = first == null ? refused : first;
                failures.add(new Unseen(tenant, refused.category(), refused.getMessage()));
            } catch (FalconCallFailed failed) {
                first = first == null ? failed : first;
                failures.add(
                        new Unseen(tenant, failed.why().category().word(), failed.why().message()));
            }
        }
        if (previews.isEmpty() && first != null) {
            throw first;
        }
        return new Many(previews, failures);
    }

    private Preview frozen(String id, ClosureRequest request, Order order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<String> cid = falcon.cid(order.tenant());
        Screen screen =
                new Screen(
                        request.edit(),
                        request.include(),
                        order.caller().name(),
                        cid,
                        guards.hosts(),
                        settings.recent(),
                        now);
        Selected selected =
                new Selection(falcon, screen, order, settings.maxAlerts(), guards.protectedHashes())
                        .find(request.which());
        List<ClosureItem> items = selected.items();
        guards.caps().check(Cap.ALERTS, items.size(), order);
        Closure.Frozen frozen = selected.frozen(items, canonical(request.edit()));
        String token = Tokens.fresh();
        String by = order.caller().name();
        Closure closure =
                new Closure(
                        id,
                        order.tenant(),
                        new Deed.Close(request.edit()),
                        frozen,
                        new Closure.Asked(
                                by,
                                order.caller().via(),
                                request.reason(),
                                frozen.total() > settings.approvalAbove(),
                                Optional.empty()),
                        new Closure.Pass(
                                Tokens.hash(token, id, order.tenant(), by, frozen),
                                now.plus(settings.tokenTtl()),
                                "",
                                ""),
                        ClosureState.PREVIEWED,
                        Closure.Times.of(now),
                        Optional.empty());
        store.create(closure, items);
        audit.done(
                OPERATION,
                order,
                frozen.total(),
                frozen.excluded(),
                List.of(),
                "digest " + frozen.digest() + ", examined " + frozen.examined());
        listener.previewed(frozen.total());
        return new Preview(closure, token);
    }

    /** All that is done, in one way only. */
    static String canonical(AlertEdit edit) {
        String changes =
                edit.lasting().parameters().stream()
                        .map(it -> it.name() + "=" + it.value())
                        .collect(Collectors.joining("\n"));
        return changes + "\ncomment=" + edit.comment().orElse("");
    }
}
