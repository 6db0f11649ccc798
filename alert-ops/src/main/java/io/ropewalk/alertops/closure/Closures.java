package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.closure.ClosureStore.Execution;
import io.ropewalk.alertops.closure.ClosureStore.Place;
import io.ropewalk.alertops.closure.ClosureStore.Wish;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.alertops.work.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What people do with closures once they are previewed. */
public final class Closures {
    private static final String EXECUTE = "closure-execute";
    private static final String APPROVE = "closure-approve";
    private static final String REVERT = "closure-revert";

    private final ClosureStore store;
    private final ClosureAudit audit;
    private final Caps caps;
    private final ClosureSettings settings;
    private final Clock clock;

    /**
     * A confirmation, as a caller sends it.
     *
     * @param count how many alerts the caller expects to be written
     * @param key idempotency key
     */
    public record Confirmation(String token, int count, String reason, Optional<String> key) {
        public Confirmation {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(key, "key");
        }

        private String digest() {
            return Tokens.digest(String.join("\n", token, "" + count, reason));
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Confirmation[" + count + "]";
        }
    }

    public Closures(
            ClosureStore store, Audit audit, Caps caps, ClosureSettings settings, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.audit = new ClosureAudit(audit);
        this.caps = Objects.requireNonNull(caps, "caps");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * One closure.
     *
     * @throws Refused where this customer has none of this id
     */
    public Closure get(String tenant, String id) {
        return store.find(tenant, id)
                .orElseThrow(() -> Refused.notFound("This customer has no closure of this id."));
    }

    public Map<ItemState, Integer> counts(Closure closure) {
        return store.counts(closure.id());
    }

    /** Newest first. */
    public List<Closure> list(List<String> tenants, int limit, Optional<Place> after) {
        return store.list(tenants, limit, after);
    }

    /** Items in their order; the position of the last one leads to the next page. */
    public List<ClosureItem> items(
            Closure closure, Optional<ItemState> state, int limit, int after) {
        return store.items(closure.id(), state, limit, after);
    }

    /**
     * Confirms a preview; the alerts are written soon, or once a second person approves.
     *
     * @throws Refused where anything differs from the preview; nothing is written then
     */
    public Closure execute(String tenant, String id, Confirmation given, Caller caller) {
        Order order = ClosureAudit.order(tenant, id, caller, given.reason());
        return noted(EXECUTE, order, () -> confirmed(get(tenant, id), given, order));
    }

    private Closure confirmed(Closure closure, Confirmation given, Order order) {
        mayWrite(order.caller());
        if (repeated(closure, given, order.caller())) {
            return closure;
        }
        if (closure.state() != ClosureState.PREVIEWED || closure.pass().hash().isEmpty()) {
            throw Refused.conflict("This closure is confirmed already; a token is good for once.");
        }
        if (!order.caller().name().equals(closure.asked().by())
                || !Tokens.fits(given.token(), closure)) {
            throw Refused.conflict("This token does not confirm this closure for this caller.");
        }
        Instant now = now();
        if (!now.isBefore(closure.pass().expires())) {
            throw Refused.conflict("This token has expired; preview the closure again.");
        }
        if (given.count() != closure.frozen().total()) {
            throw Refused.conflict(
                    "expectedCount is another number than the preview's total; nothing was done.");
        }
        if (closure.frozen().total() == 0) {
            throw Refused.conflict("There is nothing to close.");
        }
        boolean waits = closure.asked().approval();
        if (!waits) {
            caps.takeOfWindow(Cap.ALERTS, closure.frozen().total(), order);
        }
        audit.asked(
                EXECUTE,
                order,
                closure.frozen().total(),
                "digest " + closure.frozen().digest() + (waits ? ", waits for approval" : ""));
        Execution execution =
                new Execution(
                        waits ? ClosureState.WAITING : ClosureState.QUEUED,
                        given.reason().isBlank() ? closure.asked().reason() : given.reason(),
                        given.key().orElse(""),
                        given.digest(),
                        now);
        if (!store.execute(closure.id(), execution)) {
            throw Refused.conflict("This closure is confirmed already; a token is good for once.");
        }
        return get(closure.tenant(), closure.id());
    }

    /** The same confirmation sent again. */
    private static boolean repeated(Closure closure, Confirmation given, Caller caller) {
        boolean sameKey = given.key().isPresent() && given.key().get().equals(closure.pass().key());
        if (!sameKey || !caller.name().equals(closure.asked().by())) {
            return false;
        }
        if (!closure.pass().keyDigest().equals(given.digest())) {
            throw new Refused(
                    new Why.KeyReused(
                            "This Idempotency-Key was used for another request; give each request a"
                                    + " key of its own."));
        }
        return true;
    }

    /** Lets a closure run that waits for a second person. */
    public Closure approve(String tenant, String id, String reason, Caller caller) {
        Order order = ClosureAudit.order(tenant, id, caller, reason);
        return noted(APPROVE, order, () -> approved(get(tenant, id), order));
    }

    private Closure approved(Closure closure, Order order) {
        mayWrite(order.caller());
        if (closure.state() != ClosureState.WAITING) {
            throw Refused.conflict("This closure does not wait for an approval.");
        }
        if (order.caller().name().equals(closure.asked().by())) {
            throw new Refused(
                    new Why.Guard(
                            new Rule(
                                    "closure-approval-above",
                                    "Who asks for a closure cannot approve it; a second person"
                                            + " has to.")));
        }
        caps.takeOfWindow(Cap.ALERTS, closure.frozen().total(), order);
        audit.asked(
                APPROVE, order, closure.frozen().total(), "digest " + closure.frozen().digest());
        if (!store.approve(closure.id(), order.caller().name())) {
            throw Refused.conflict("This closure does not wait for an approval.");
        }
        return get(closure.tenant(), closure.id());
    }

    /** Halts after the batch under way. */
    public Closure pause(String tenant, String id, String reason, Caller caller) {
        Order order = ClosureAudit.order(tenant, id, caller, reason);
        return noted(
                "closure-pause",
                order,
                () -> {
                    Closure closure = get(tenant, id);
                    wish(closure, Set.of(ClosureState.QUEUED), Wish.PAUSE, ClosureState.PAUSED);
                    return get(tenant, id);
                });
    }

    /** Ends after the batch under way; what was written stays, and can be reverted. */
    public Closure cancel(String tenant, String id, String reason, Caller caller) {
        Order order = ClosureAudit.order(tenant, id, caller, reason);
        return noted(
                "closure-cancel",
                order,
                () -> {
                    Closure closure = get(tenant, id);
                    Set<ClosureState> idle =
                            Set.of(
                                    ClosureState.PREVIEWED,
                                    ClosureState.WAITING,
                                    ClosureState.QUEUED,
                                    ClosureState.PAUSED,
                                    ClosureState.INCOMPLETE);
                    wish(closure, idle, Wish.CANCEL, ClosureState.CANCELLED);
                    return get(tenant, id);
                });
    }

    private void wish(Closure closure, Set<ClosureState> idle, Wish wish, ClosureState to) {
        boolean done =
                closure.state() == to
                        || store.wish(closure.id(), wish)
                        || store.move(closure.id(), idle, to, now());
        if (!done) {
            throw Refused.conflict(
                    "This closure is %s; that is over."
                            .formatted(get(closure.tenant(), closure.id()).state().word()));
        }
    }

    /** Goes on with one that is paused, or broke off. */
    public Closure resume(String tenant, String id, String reason, Caller caller) {
        Order order = ClosureAudit.order(tenant, id, caller, reason);
        return noted(
                "closure-resume",
                order,
                () -> {
                    mayWrite(caller);
                    Closure closure = get(tenant, id);
                    if (!store.resume(id)) {
                        throw Refused.conflict(
                                "This closure is %s; only one that is paused, failed or incomplete can go on."
                                        .formatted(closure.state().word()));
                    }
                    return get(tenant, id);
                });
    }

    /** Puts what a closure wrote back to what it was, where nobody has touched it since. */
    public Closure revert(String tenant, String id, String reason, Caller caller) {
        String revertId = UUID.randomUUID().toString();
        Order order = ClosureAudit.order(tenant, revertId, caller, reason);
        return noted(REVERT, order, () -> reverted(get(tenant, id), revertId, order));
    }

    private Closure reverted(Closure source, String revertId, Order order) {
        mayWrite(order.caller());
        if (!(source.deed() instanceof Deed.Close close)) {
            throw Refused.conflict("A revert is not reverted; close the alerts again.");
        }
        if (!source.state().ended() && source.state() != ClosureState.PAUSED) {
            throw Refused.conflict("This closure has not ended; pause or cancel it first.");
        }
        if (store.reverting(source.id())) {
            throw Refused.conflict("This closure is being reverted already.");
        }
        int closed = store.counts(source.id()).getOrDefault(ItemState.CLOSED, 0);
        if (closed == 0) {
            throw Refused.conflict("This closure wrote nothing; there is nothing to revert.");
        }
        caps.takeOfWindow(Cap.ALERTS, closed, order);
        audit.asked(REVERT, order, closed, "of closure " + source.id());
        Instant now = now();
        Closure.Frozen frozen =
                new Closure.Frozen(
                        closed,
                        closed,
                        Tokens.digest("revert\n" + source.id() + "\n" + closed),
                        Map.of(),
                        Map.of(),
                        List.of());
        Closure revert =
                new Closure(
                        revertId,
                        source.tenant(),
                        new Deed.Revert(source.id(), close.edit()),
                        frozen,
                        new Closure.Asked(
                                order.caller().name(),
                                order.caller().via(),
                                order.reason().orElse(""),
                                false,
                                Optional.empty()),
                        Closure.Pass.none(now),
                        ClosureState.QUEUED,
                        new Closure.Times(
                                now, Optional.of(now), Optional.empty(), 0, Optional.empty()),
                        Optional.empty());
        store.createRevert(revert, source.id());
        return get(source.tenant(), revertId);
    }

    private void mayWrite(Caller caller) {
        if (!caller.may(Role.RESPONDER)) {
            throw new Refused(new Why.Role("Closing alerts takes the role responder."));
        }
        if (settings.readOnly()) {
            throw new Refused(
                    new Why.Guard(
                            new Rule(
                                    "writes",
                                    "This service is set to read only; a preview shows what it"
                                            + " would do.")));
        }
    }

    private Closure noted(String operation, Order order, Supplier<Closure> work) {
        try {
            Closure closure = work.get();
            audit.done(
                    operation, order, closure.frozen().total(), "state " + closure.state().word());
            return closure;
        } catch (RuntimeException failed) {
            audit.failed(operation, order, failed);
            throw failed;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
