package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes policies one after the other. One without a clear answer is looked for by its name, which
 * no policy had before. After a failure that is no policy's own nothing more is sent.
 */
final class PolicyMaking {
    private final PreventionApi policies;
    private final Map<NewPolicy, Item> items = new LinkedHashMap<>();
    private Optional<FalconFailure> stopped = Optional.empty();

    PolicyMaking(PreventionApi policies) {
        this.policies = Objects.requireNonNull(policies, "policies");
    }

    /**
     * Makes them. To be called once.
     *
     * @param wanted with what is to be shown of each
     * @throws FalconCallFailed when the first is refused for a reason that is the same for all
     */
    Map<NewPolicy, Item> make(Map<NewPolicy, Map<String, Object>> wanted) {
        wanted.forEach((it, shown) -> items.put(it, item(it, shown)));
        return items;
    }

    private Item item(NewPolicy it, Map<String, Object> shown) {
        if (stopped.isPresent()) {
            return Item.failed(it.name(), stopped.get(), "")
                    .saying(
                            "Not sent, since the one before came to nothing: "
                                    + stopped.get().message());
        }
        FalconResult<PolicyRecord> result =
                policies.create(it.platformName(), it.draft(), it.cloneId(), CallClass.INTERACTIVE);
        Optional<FalconFailure> why = result.failure();
        if (why.isEmpty()) {
            return made(it, result.orThrow(), result.trace(), shown);
        }
        return switch (why.get().category()) {
            case BAD_REQUEST, CONFLICT, NOT_FOUND ->
                    Item.failed(it.name(), why.get(), result.trace());
            case THROTTLED, AUTH, SCOPE_MISSING, GONE_UPSTREAM -> {
                if (items.isEmpty()) {
                    throw new FalconCallFailed(why.get(), result.trace());
                }
                stopped = why;
                yield Item.failed(it.name(), why.get(), result.trace());
            }
            case VENDOR_DOWN, NETWORK, TIMEOUT, BUG -> {
                stopped = why;
                yield lookedFor(it, why.get(), result.trace(), shown);
            }
        };
    }

    private Item lookedFor(
            NewPolicy it, FalconFailure why, String traceId, Map<String, Object> shown) {
        try {
            return PolicyReads.all(policies, it.platformName()).stream()
                    .filter(policy -> policy.name().equals(it.name()))
                    .findFirst()
                    .map(policy -> made(it, policy, traceId, shown))
                    .orElseGet(() ->
                            Item.failed(it.name(), why, traceId)
                                    .saying(why.message() + " There is no policy of this name."));
        } catch (FalconCallFailed unread) {
            return Item.failed(it.name(), why, traceId)
                    .saying(
                            why.message()
                                    + " Perhaps it was made all the same; the policies could not be"
                                    + " listed. Look for its name before you send this again.");
        }
    }

    private static Item made(
            NewPolicy it, PolicyRecord policy, String traceId, Map<String, Object> shown) {
        Map<String, Object> resource = new LinkedHashMap<>(policy.members().all());
        resource.putAll(shown);
        return Item.of(it.name(), Outcome.DONE, traceId).with(resource);
    }
}
