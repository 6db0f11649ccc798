package io.ropewalk.auth.token;

import io.ropewalk.auth.token.BrokerState.Closed;
import io.ropewalk.auth.token.BrokerState.Empty;
import io.ropewalk.auth.token.BrokerState.Failing;
import io.ropewalk.auth.token.BrokerState.Fetching;
import io.ropewalk.auth.token.BrokerState.Flight;
import io.ropewalk.auth.token.BrokerState.Renewing;
import io.ropewalk.auth.token.BrokerState.Steady;
import io.ropewalk.auth.token.BrokerState.Trouble;
import io.ropewalk.falcon.FailureCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The token of one tenant.
 *
 * <ol>
 *   <li>At most one call to the vendor is under way, however many ask.
 *   <li>A token is served until it expires, whatever becomes of its renewal.
 *   <li>A failure is answered at once with its reason until the next try is due; no caller can make
 *       that try come sooner. Only a changed secret does.
 *   <li>A token dropped by a caller is never served again.
 *   <li>No method blocks, except {@link #close}.
 * </ol>
 *
 * The states and moves are drawn in {@link BrokerState}.
 */
public final class TokenBroker {
    private static final Logger LOG = LoggerFactory.getLogger(TokenBroker.class);

    private final Tenant tenant;
    private final Login login;
    private final Policy policy;
    private final Clock clock;
    private final Executor executor;
    private final DoubleSupplier chance;
    private final TokenEvents events;
    private final AtomicReference<BrokerState> state;
    private final AtomicReference<Instant> lastSecretCheck = new AtomicReference<>(Instant.MIN);
    private Instant lastDrop = Instant.MIN;

    /** A broker for a tenant, with what all of them share. */
    TokenBroker(Tenant tenant, Login login, Policy policy, TokenBrokers.Shared shared) {
        this.tenant = tenant;
        this.login = login;
        this.policy = policy;
        this.clock = shared.clock();
        this.executor = shared.executor();
        this.chance = shared.chance();
        this.events = shared.events();
        this.state = new AtomicReference<>(new Empty(clock.instant()));
    }

    /** The tenant this broker serves. */
    public Tenant tenant() {
        return tenant;
    }

    /** How the tenant does now. */
    public TenantHealth health() {
        return TenantHealth.of(state.get(), login.baseUrl());
    }

    /**
     * The token to use now, or why there is none. Complete at once unless a first call is under
     * way.
     */
    public CompletableFuture<TokenAnswer> current() {
        while (true) {
            BrokerState seen = state.get();
            Instant now = clock.instant();
            switch (seen) {
                case Steady it when it.token().isValid(now) && now.isBefore(it.renewAt()) -> {
                    return served(it.token());
                }
                case Renewing it when it.token().isValid(now) -> {
                    return served(it.token());
                }
                case Fetching it -> {
                    // A copy: an asker that gives up must not cancel the call for the others.
                    return it.flight().landed().copy();
                }
                case Failing it when now.isBefore(it.retryAt()) -> {
                    return answerWhileFailing(it, now);
                }
                case Closed it -> {
                    return closed(it);
                }
                case Empty _, Steady _, Renewing _, Failing _ -> move(seen, now);
            }
        }
    }

    /** Starts the first call, if none was made yet. */
    void warm() {
        if (state.get() instanceof Empty seen) {
            move(seen, clock.instant());
        }
    }

    /** Does what is due. Called about once a second. */
    public void tick() {
        BrokerState seen = state.get();
        Instant now = clock.instant();
        switch (seen) {
            case Steady it when !now.isBefore(it.renewAt()) -> move(seen, now);
            case Failing it when !now.isBefore(it.retryAt()) -> move(seen, now);
            case Failing it when it.trouble().last().category() != FailureCategory.THROTTLED ->
                    lookForNewSecret(it, now);
            case Empty _, Fetching _, Steady _, Renewing _, Failing _, Closed _ -> {}
        }
    }

    /**
     * A caller says this token is dead. If it is the one held it is dropped and a new one is
     * fetched, unless one was dropped less than {@link Policy#dropEvery} ago.
     *
     * @return whether it was dropped
     */
    public synchronized boolean drop(String dead) {
        while (true) {
            BrokerState seen = state.get();
            Instant now = clock.instant();
            boolean held = seen.held().filter(t -> t.is(dead)).isPresent();
            boolean tooSoon =
                    !lastDrop.equals(Instant.MIN)
                            && now.isBefore(lastDrop.plus(policy.dropEvery()));
            if (!held || tooSoon) {
                return false;
            }
            if (moveWithoutToken(seen, now)) {
                lastDrop = now;
                events.dropped(tenant.name());
                return true;
            }
        }
    }

    /**
     * Ends the service of this tenant: whoever waits is answered, and the token is revoked.
     *
     * @param revoke whether to tell the vendor; blocks for that call
     */
    void close(boolean revoke) {
        BrokerState before = state.getAndSet(new Closed(clock.instant()));
        if (revoke) {
            before.held().filter(t -> t.isValid(clock.instant())).ifPresent(login::revoke);
        }
        // A call under way sees Closed when it lands, and gives back what it got.
        switch (before) {
            case Fetching it -> it.flight().landed().join();
            case Renewing it -> it.flight().landed().join();
            case Empty _, Steady _, Failing _, Closed _ -> {}
        }
    }

    /** Starts a call from this state; without effect if another thread was faster. */
    private void move(BrokerState seen, Instant now) {
        switch (seen) {
            case Empty _ -> launch(seen, new Fetching(new Flight(), Optional.empty(), now));
            case Steady it ->
                    launch(seen, underWay(Optional.of(it.token()), Optional.empty(), now));
            case Failing it -> launch(seen, underWay(it.token(), Optional.of(it.trouble()), now));
            case Renewing it ->
                    state.compareAndSet(seen, new Fetching(it.flight(), it.trouble(), it.since()));
            case Fetching _, Closed _ -> {}
        }
    }

    /** As {@link #move}, but forgets the token. */
    private boolean moveWithoutToken(BrokerState seen, Instant now) {
        return switch (seen) {
            case Steady _ -> launch(seen, new Fetching(new Flight(), Optional.empty(), now));
            case Renewing it ->
                    state.compareAndSet(seen, new Fetching(it.flight(), it.trouble(), it.since()));
            case Failing it ->
                    state.compareAndSet(
                            seen, new Failing(it.trouble(), it.retryAt(), Optional.empty()));
            case Empty _, Fetching _, Closed _ -> false;
        };
    }

    private static BrokerState underWay(
            Optional<HeldToken> token, Optional<Trouble> trouble, Instant now) {
        var valid = token.filter(t -> t.isValid(now));
        return valid.isPresent()
                ? new Renewing(valid.get(), new Flight(), trouble, now)
                : new Fetching(new Flight(), trouble, now);
    }

    private boolean launch(BrokerState seen, BrokerState next) {
        if (!state.compareAndSet(seen, next)) {
            return false;
        }
        Flight flight =
                switch (next) {
                    case Fetching it -> it.flight();
                    case Renewing it -> it.flight();
                    case Empty _, Steady _, Failing _, Closed _ ->
                            throw new IllegalStateException("only a call under way is launched");
                };
        try {
            executor.execute(() -> fly(flight));
        } catch (RejectedExecutionException _) {
            land(flight, bug("The service is shutting down."));
        }
        return true;
    }

    private void fly(Flight flight) {
        Login.Outcome outcome =
                bug("The call for a token ended in a fault of this service; its log says more.");
        try {
            outcome = login.grant();
        } catch (RuntimeException e) {
            // The exception's text may quote what was sent: only its kind is logged.
            try (var _ = MDC.putCloseable("tenant", tenant.name());
                    var _ = MDC.putCloseable("error", e.getClass().getName())) {
                LOG.error("a token request ended in an unforeseen failure");
            }
        } finally {
            land(flight, outcome);
        }
    }

    private static Login.Outcome bug(String message) {
        return new Login.Outcome.Refused(Refusal.local(FailureCategory.BUG, message), "");
    }

    private void land(Flight flight, Login.Outcome outcome) {
        while (true) {
            BrokerState seen = state.get();
            Instant now = clock.instant();
            BrokerState next =
                    seen instanceof Closed
                            ? seen
                            : switch (outcome) {
                                case Login.Outcome.Accepted it -> steady(it.token(), now);
                                case Login.Outcome.Refused it -> failing(seen, it, now);
                            };
            if (state.compareAndSet(seen, next)) {
                tell(seen, next, outcome);
                flight.landed().complete(answer(next, now));
                return;
            }
        }
    }

    private Steady steady(HeldToken token, Instant now) {
        Duration life = Duration.between(token.issuedAt(), token.expiresAt());
        Instant renewAt = token.issuedAt().plus(policy.renewAfter(life, chance.getAsDouble()));
        return new Steady(token, renewAt, now);
    }

    private Failing failing(BrokerState seen, Login.Outcome.Refused refused, Instant now) {
        var trouble = Trouble.after(seen.ongoing(), refused.why(), refused.secretMark(), now);
        Duration pause = policy.pause(refused.why(), trouble.count(), chance.getAsDouble());
        return new Failing(trouble, now.plus(pause), seen.held());
    }

    private void tell(BrokerState seen, BrokerState next, Login.Outcome outcome) {
        switch (outcome) {
            case Login.Outcome.Accepted it -> {
                events.renewal(tenant.name(), "ok");
                if (next instanceof Closed) {
                    login.revoke(it.token());
                } else {
                    logRenewal(seen);
                }
            }
            case Login.Outcome.Refused it -> {
                events.renewal(tenant.name(), it.why().category().word());
                logRefusal(it.why(), next);
            }
        }
    }

    private void logRenewal(BrokerState seen) {
        try (var _ = MDC.putCloseable("tenant", tenant.name());
                var _ = MDC.putCloseable("operation", "grant")) {
            if (seen.ongoing().isPresent()) {
                LOG.info("the tenant has a token again");
            } else {
                LOG.info("the tenant has a new token");
            }
        }
    }

    private void logRefusal(Refusal why, BrokerState next) {
        try (var _ = MDC.putCloseable("tenant", tenant.name());
                var _ = MDC.putCloseable("operation", "grant");
                var _ = MDC.putCloseable("category", why.category().word());
                var _ = MDC.putCloseable("statusCode", String.valueOf(why.status()));
                var _ = MDC.putCloseable("traceId", why.traceId());
                var _ = MDC.putCloseable("reason", why.message())) {
            if (next.held().isPresent()) {
                LOG.warn("no new token for the tenant; the old one is served while it is valid");
            } else {
                LOG.warn("no token for the tenant");
            }
        }
    }

    private void lookForNewSecret(Failing seen, Instant now) {
        Instant last = lastSecretCheck.get();
        boolean soon = !last.equals(Instant.MIN) && now.isBefore(last.plus(Policy.SECRET_CHECK));
        if (soon || !lastSecretCheck.compareAndSet(last, now)) {
            return;
        }
        try {
            executor.execute(() -> {
                String mark = login.secretMark();
                if (!mark.isEmpty() && !mark.equals(seen.trouble().secretMark())) {
                    move(seen, clock.instant());
                }
            });
        } catch (RejectedExecutionException _) {
            // Shutting down: close() follows.
            lastSecretCheck.set(now);
        }
    }

    private static CompletableFuture<TokenAnswer> answerWhileFailing(Failing it, Instant now) {
        return CompletableFuture.completedFuture(answer(it, now));
    }

    private static CompletableFuture<TokenAnswer> closed(Closed it) {
        return CompletableFuture.completedFuture(answer(it, it.since()));
    }

    private static CompletableFuture<TokenAnswer> served(HeldToken token) {
        return CompletableFuture.completedFuture(new TokenAnswer.Served(token));
    }

    private static TokenAnswer answer(BrokerState settled, Instant now) {
        var valid = settled.held().filter(t -> t.isValid(now));
        if (valid.isPresent()) {
            return new TokenAnswer.Served(valid.get());
        }
        return switch (settled) {
            case Failing it -> new TokenAnswer.Unavailable(it.trouble().last(), it.retryAt());
            case Closed _, Empty _, Fetching _, Steady _, Renewing _ ->
                    new TokenAnswer.Unavailable(
                            Refusal.local(FailureCategory.NETWORK, "The service is shutting down."),
                            now);
        };
    }
}
