package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.closure.Closure.Failure;
import io.ropewalk.alertops.closure.ClosureStore.Claim;
import io.ropewalk.alertops.closure.ClosureStore.ClaimLost;
import io.ropewalk.alertops.closure.ClosureStore.Wish;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.call.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Works on a closure until it ends, is halted, or the right to it is lost. It may be left at any
 * point: whoever takes it up reads back what was under way.
 */
public final class ClosureRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ClosureRunner.class);
    private static final String BEGIN = "closure-begin";
    private static final String END = "closure-end";

    /** So many steps that came to nothing, one after the other, end the work. */
    private static final int MOST_BAD = 3;

    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

    private final Falcon falcon;
    private final ClosureStore store;
    private final ClosureAudit audit;
    private final ClosureListener listener;
    private final ClosureSettings settings;
    private final Clock clock;
    private final Sleeper sleeper;

    public ClosureRunner(
            Falcon falcon,
            ClosureStore store,
            Audit audit,
            ClosureListener listener,
            ClosureSettings settings,
            Clock clock,
            Sleeper sleeper) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.store = Objects.requireNonNull(store, "store");
        this.audit = new ClosureAudit(audit);
        this.listener = Objects.requireNonNull(listener, "listener");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    /**
     * Works. Blocks.
     *
     * @param goOn false where the process stops or the claim is lost; asked between batches
     * @throws ClosureStore.ClaimLost where another has taken over
     * @throws InterruptedException while it waits
     */
    public void run(Claim claim, BooleanSupplier goOn) throws InterruptedException {
        try (var _ = MDC.putCloseable("tenant", claim.closure().tenant());
                var _ = MDC.putCloseable("closure", claim.closure().id())) {
            LOG.info("work on a closure begins");
            listener.started();
            ClosureState state = ClosureState.RUNNING;
            try {
                state = work(claim, goOn);
            } catch (ClaimLost | Refused passing) {
                // Another has it, or nothing can be written down: whoever takes it up goes on.
                throw passing;
            } catch (RuntimeException bug) {
                LOG.error("work on a closure failed", bug);
                state =
                        end(
                                claim,
                                ClosureState.INCOMPLETE,
                                Optional.of(
                                        new Failure(
                                                FailureCategory.BUG,
                                                "Work on it failed; the log says why.",
                                                "")));
            } finally {
                listener.ended(state);
            }
            try (var _ = MDC.putCloseable("state", state.word())) {
                LOG.info("work on a closure ends");
            }
        }
    }

    private ClosureState work(Claim claim, BooleanSupplier goOn) throws InterruptedException {
        Rounds rounds;
        try {
            rounds = new Rounds(claim, store, settings, means(claim.closure()));
        } catch (FalconCallFailed unknown) {
            Failure why =
                    new Failure(unknown.why().category(), unknown.getMessage(), unknown.traceId());
            return end(claim, ClosureState.INCOMPLETE, Optional.of(why));
        }
        begun(claim.closure());
        int bad = 0;
        int unseen = 0;
        while (goOn.getAsBoolean()) {
            Wish wish = store.wish(claim.closure().id());
            Instant begin = clock.instant();
            Step step = rounds.next(wish);
            switch (step) {
                case Step.Good _ -> {
                    bad = 0;
                    unseen = 0;
                    listener.batch(Duration.between(begin, clock.instant()));
                }
                case Step.Unclear _ -> LOG.warn("a batch was not answered; it is read back");
                case Step.Finished _ -> {
                    return end(claim, finished(claim, wish), Optional.empty());
                }
                case Step.Later it -> rest(it.rest());
                case Step.Fatal it -> {
                    rounds.readBackOnce();
                    return end(claim, it.state(), Optional.of(it.why()));
                }
                case Step.Unseen _ -> {
                    bad = 0;
                    if (++unseen < MOST_BAD) {
                        rest(Duration.ofSeconds(unseen));
                    } else {
                        unseen = 0;
                        rounds.leaveUnseen();
                    }
                }
                case Step.Bad it -> {
                    if (++bad >= MOST_BAD) {
                        return end(claim, ClosureState.INCOMPLETE, Optional.of(it.why()));
                    }
                    rest(Duration.ofSeconds(bad));
                }
            }
        }
        return ClosureState.RUNNING;
    }

    /** How far it was: a process that died may have settled what it could not write down here. */
    private void begun(Closure closure) {
        audit.done(
                BEGIN,
                ClosureAudit.order(closure),
                closure.frozen().total(),
                words(store.counts(closure.id())),
                List.of(),
                "digest " + closure.frozen().digest());
    }

    private Batch.Means means(Closure closure) {
        return new Batch.Means(
                falcon.alerts(closure.tenant()),
                falcon.cid(closure.tenant()),
                store,
                audit,
                sleeper,
                listener);
    }

    private ClosureState finished(Claim claim, Wish wish) {
        Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
        counts.putAll(store.counts(claim.closure().id()));
        boolean unseen = counts.getOrDefault(ItemState.IN_FLIGHT, 0) > 0;
        boolean left = unseen || counts.getOrDefault(ItemState.PENDING, 0) > 0;
        if (left && wish != Wish.NONE) {
            return wish == Wish.PAUSE ? ClosureState.PAUSED : ClosureState.CANCELLED;
        }
        if (unseen) {
            return ClosureState.INCOMPLETE;
        }
        return counts.getOrDefault(ItemState.FAILED, 0) > 0
                ? ClosureState.FAILED
                : ClosureState.SUCCEEDED;
    }

    /** What is not known is said wherever it ends. */
    private static Optional<Failure> withUnknown(Optional<Failure> failure, int unknown) {
        if (unknown == 0) {
            return failure;
        }
        return failure.map(it ->
                        new Failure(
                                it.category(),
                                it.message()
                                        + (" What became of %d alerts that were sent is not known;"
                                                        + " resume or cancel reads them again.")
                                                .formatted(unknown),
                                it.traceId()))
                .or(() ->
                        Optional.of(
                                new Failure(
                                        FailureCategory.VENDOR_DOWN,
                                        ("Falcon does not show %d alerts that were sent; whether"
                                                        + " they were written is not known.")
                                                .formatted(unknown),
                                        "")));
    }

    private ClosureState end(Claim claim, ClosureState state, Optional<Failure> why) {
        Closure closure = claim.closure();
        Map<ItemState, Integer> counts = store.counts(closure.id());
        Optional<Failure> failure = withUnknown(why, counts.getOrDefault(ItemState.IN_FLIGHT, 0));
        // Before it is over for others: who sees the end finds it in the audit, too.
        audit.done(
                END,
                ClosureAudit.order(closure),
                closure.frozen().total(),
                words(counts),
                failure.map(Failure::traceId).filter(it -> !it.isEmpty()).stream().toList(),
                "state "
                        + state.word()
                        + failure.map(it -> ", " + it.category().word() + ": " + it.message())
                                .orElse(""));
        store.end(claim, state, failure, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return state;
    }

    private static Map<String, Integer> words(Map<ItemState, Integer> counts) {
        Map<String, Integer> words = new TreeMap<>();
        counts.forEach((state, count) -> words.put(state.word(), count));
        return words;
    }

    /** Never long: a pause, a stop and a lost claim are seen between. */
    private void rest(Duration wanted) throws InterruptedException {
        sleeper.sleep(wanted.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : wanted);
    }
}
