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
                        now,
                        waits ? now.plus(settings.approvalTtl()) : closure.pass().expires());
        boolean done =
                store.execute(
                        closure.id(), execution, waits ? () -> {} : () -> charge(closure, order));
        Closure as = get(closure.tenant(), closure.id());
        // Somebody else may have been first: with the same key it was the same request.
        if (!done && !repeated(as, given, order.caller())) {
            throw Refused.conflict("This closure is confirmed already; a token is good for once.");
        }
        return as;
    }

    private void charge(Closure closure, Order order) {
        caps.takeOfWindow(Cap.ALERTS, closure.frozen().total(), order);
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
        Instant now = now();
        if (closure.state() == ClosureState.WAITING && closure.seen(now).ended()) {
            throw Refused.conflict("The time to approve this closure is over; ask for it again.");
        }
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
        audit.asked(
                APPROVE, order, closure.frozen().total(), "digest " + closure.frozen().digest());
        String by = order.caller().name();
        if (!store.approve(closure.id(), by, now, () -> charge(closure, order))) {
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
                    boolean done =
                            closure.state() == ClosureState.PAUSED
                                    || store.wish(id, Wish.PAUSE)
                                    || store.pause(id);
                    return asWished(done, tenant, id);
                });
    }

    /**
     * Ends after the batch under way, and once it is known what became of all that was sent; what
     * was written stays, and can be reverted.
     */
    public Closure cancel(String tenant, String id, String reason, Caller caller) {
        Order order = ClosureAudit.order(tenant, id, caller, reason);
        return noted(
                "closure-cancel",
                order,
                () -> {
                    Closure closure = get(tenant, id);
                    boolean done =
                            closure.state() == ClosureState.CANCELLED
                                    || store.wish(id, Wish.CANCEL)
                                    || store.cancel(id, now());
                    return asWished(done, tenant, id);
                });
    }

    private Closure asWished(boolean done, String tenant, String id) {
        Closure closure = get(tenant, id);
        ClosureState seen = closure.seen(now());
        if (!done) {
            throw Refused.conflict(
                    seen.waitsFor()
                            .map(it ->
                                    "Nothing of this closure runs yet: it waits for the %s; to be"
                                                    .formatted(
                                                            it.equals("confirm")
                                                                    ? "confirmation"
                                                                    : it)
                                            + " rid of it, cancel it.")
                            .orElse("This closure is %s; that is over.".formatted(seen.word())));
        }
        return closure;
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
        Map<ItemState, Integer> counts = store.counts(source.id());
        int sent =
                counts.getOrDefault(ItemState.CLOSED, 0)
                        + counts.getOrDefault(ItemState.IN_FLIGHT, 0);
        if (sent == 0) {
            throw Refused.conflict("This closure wrote nothing; there is nothing to revert.");
        }
        Instant now = now();
        audit.asked(REVERT, order, sent, "of closure " + source.id());
        boolean made =
                store.createRevert(
                        source.id(),
                        now,
                        count -> {
                            Closure revert = revert(revertId, source, close, count, order, now);
                            if (!revert.asked().approval()) {
                                charge(revert, order);
                            }
                            return revert;
                        });
        if (!made) {
            throw Refused.conflict("This closure goes on, or is being reverted already.");
        }
        return get(source.tenant(), revertId);
    }

    private Closure revert(
            String id, Closure source, Deed.Close close, int count, Order order, Instant now) {
        boolean waits = count > settings.approvalAbove();
        return new Closure(
                id,
                source.tenant(),
                new Deed.Revert(source.id(), close.edit()),
                new Closure.Frozen(
                        count,
                        count,
                        Tokens.digest("revert\n" + source.id() + "\n" + count),
                        Map.of(),
                        Map.of(),
                        List.of()),
                new Closure.Asked(
                        order.caller().name(),
                        order.caller().via(),
                        order.reason().orElse(""),
                        waits,
                        Optional.empty()),
                Closure.Pass.none(waits ? now.plus(settings.approvalTtl()) : now),
                waits ? ClosureState.WAITING : ClosureState.QUEUED,
                new Closure.Times(now, Optional.of(now), Optional.empty(), 0, Optional.empty()),
                Optional.empty());
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
