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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
     * @throws io.ropewalk.falcon.FalconCallFailed where not all of it can be read
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
