package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends changes one after the other. What became of one without a clear answer is read, never
 * guessed. After a failure that is no policy's own nothing more is sent.
 */
final class PolicySends {
    private final PreventionApi policies;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private Optional<FalconFailure> stopped = Optional.empty();

    PolicySends(PreventionApi policies) {
        this.policies = Objects.requireNonNull(policies, "policies");
    }

    /**
     * Sends them. To be called once.
     *
     * @throws FalconCallFailed when the first is refused for a reason that is the same for all
     */
    Map<String, Item> send(List<PlannedChange> planned) {
        for (PlannedChange it : planned) {
            Item item = stopped.map(why -> unsent(it.id(), why)).orElseGet(() -> send(it));
            items.put(it.id(), item.resource().isPresent() ? item : it.shown(item));
        }
        return items;
    }

    private static Item unsent(String id, FalconFailure why) {
        return Item.failed(id, why, "")
                .saying("Not sent, since the one before came to nothing: " + why.message());
    }

    private Item send(PlannedChange it) {
        FalconResult<Optional<PolicyRecord>> result = it.change().send(policies, it.id());
        Optional<FalconFailure> why = result.failure();
        if (why.isEmpty()) {
            Optional<PolicyRecord> now = result.orThrow();
            return now.isEmpty() || isDone(it, now)
                    ? done(it, now, result.trace())
                    : lookedAt(
                            it,
                            FalconFailure.of(
                                    FailureCategory.VENDOR_DOWN,
                                    "Falcon took the change, and the policy does not show it."),
                            result.trace());
        }
        return switch (why.get().category()) {
            // It was there: what is to be gone is, perhaps by an attempt whose answer was lost.
            case NOT_FOUND ->
                    it.after().isEmpty()
                            ? done(it, Optional.empty(), result.trace())
                            : Item.failed(it.id(), why.get(), result.trace());
            case BAD_REQUEST, CONFLICT -> Item.failed(it.id(), why.get(), result.trace());
            case THROTTLED, AUTH, SCOPE_MISSING, GONE_UPSTREAM -> refused(it, why.get(), result);
            case VENDOR_DOWN, NETWORK, TIMEOUT, BUG -> {
                stopped = why;
                yield lookedAt(it, why.get(), result.trace());
            }
        };
    }

    /** Nothing was done, and nothing will be. */
    private Item refused(PlannedChange it, FalconFailure why, FalconResult<?> result) {
        if (items.isEmpty()) {
            throw new FalconCallFailed(why, result.trace());
        }
        stopped = Optional.of(why);
        return Item.failed(it.id(), why, result.trace());
    }

    /** Perhaps it was done: only the policy itself can tell. */
    private Item lookedAt(PlannedChange it, FalconFailure why, String traceId) {
        try {
            Optional<PolicyRecord> now = read(it.id());
            return isDone(it, now)
                    ? done(it, now, traceId)
                    : Item.failed(it.id(), why, traceId)
                            .saying(why.message() + " Read back, the policy is as it was.");
        } catch (FalconCallFailed unread) {
            return Item.failed(it.id(), why, traceId)
                    .saying(
                            why.message()
                                    + " Perhaps it was done all the same; the policy could not be"
                                    + " read back. Read it before you send this again.");
        }
    }

    private Optional<PolicyRecord> read(String id) {
        return switch (PolicyReads.read(policies, List.of(id)).get(id)) {
            case PolicyReads.Found(var policy, _) -> Optional.of(policy);
            case PolicyReads.Absent(var item) when item.outcome() == Outcome.NOT_FOUND ->
                    Optional.empty();
            case PolicyReads.Absent(var item) ->
                    throw new FalconCallFailed(
                            FalconFailure.of(
                                    item.category().orElse(FailureCategory.VENDOR_DOWN),
                                    item.message().orElse("")),
                            item.traceId());
        };
    }

    private static boolean isDone(PlannedChange it, Optional<PolicyRecord> now) {
        if (it.after().isEmpty() || now.isEmpty()) {
            return it.after().isEmpty() && now.isEmpty();
        }
        return it.difference().isDoneBy(PolicyState.of(now.get()), it.after().get());
    }

    private static Item done(PlannedChange it, Optional<PolicyRecord> now, String traceId) {
        Item item = Item.of(it.id(), Outcome.DONE, traceId);
        return it.shown(item, now.map(policy -> policy.members().all()).orElse(Map.of()));
    }
}
