package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.work.Item;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.policies.PolicyFields;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads policies by id. An error of the vendor is never taken for "there is none". */
final class PolicyReads {
    private static final int NOT_FOUND = 404;

    /** What reading one policy came to. */
    sealed interface Read {}

    /** It is there. */
    record Found(PolicyRecord policy, String traceId) implements Read {}

    /** It is not, or cannot be read; here is what the caller hears of it. */
    record Absent(Item item) implements Read {}

    private PolicyReads() {}

    /**
     * Reads them, each once, in their order.
     *
     * @throws FalconCallFailed when nothing can be said of single ones
     */
    static Map<String, Read> read(PreventionApi policies, List<String> ids) {
        List<String> distinct = ids.stream().distinct().toList();
        Map<String, Read> read = new LinkedHashMap<>();
        FalconResult<List<PolicyRecord>> result = policies.details(distinct, CallClass.INTERACTIVE);
        if (result instanceof FalconResult.Ok<List<PolicyRecord>> ok) {
            distinct.forEach(id -> read.put(id, of(id, ok)));
        } else if (unknown(result) && distinct.size() > 1) {
            distinct.forEach(id -> read.putAll(read(policies, List.of(id))));
        } else if (unknown(result)) {
            read.put(distinct.getFirst(), new Absent(none(distinct.getFirst(), result.trace())));
        } else {
            throw new FalconCallFailed(result.failure().orElseThrow(), result.trace());
        }
        return read;
    }

    /**
     * All of a platform.
     *
     * @throws FalconCallFailed when the listing does not come whole
     */
    static List<PolicyRecord> all(PreventionApi policies, String platform) {
        PageWalk<PolicyRecord> walk =
                policies.walk(PolicyFields.PLATFORM_NAME.equalTo(platform), CallClass.INTERACTIVE);
        List<PolicyRecord> all = new ArrayList<>();
        while (true) {
            switch (walk.next()) {
                case PageWalk.Step.Items<PolicyRecord> page -> all.addAll(page.items());
                case PageWalk.Step.Complete<PolicyRecord> _ -> {
                    return all;
                }
                case PageWalk.Step.NotComplete<PolicyRecord> broken ->
                        throw new FalconCallFailed(broken.why(), broken.traceId());
            }
        }
    }

    /** A 404 that does not say of which. */
    private static boolean unknown(FalconResult<?> result) {
        return result.failure()
                .filter(why -> why.category() == FailureCategory.NOT_FOUND)
                .isPresent();
    }

    private static Read of(String id, FalconResult.Ok<List<PolicyRecord>> ok) {
        Map<String, PolicyRecord> found =
                ok.value().stream()
                        .collect(Collectors.toMap(PolicyRecord::id, it -> it, (first, _) -> first));
        PolicyRecord policy = found.get(id);
        if (policy != null) {
            return new Found(policy, ok.traceId());
        }
        Optional<ItemError> error =
                ok.itemErrors().stream()
                        .filter(it -> it.code() != NOT_FOUND)
                        .filter(it -> it.id().isEmpty() || it.id().get().equals(id))
                        .findFirst();
        return new Absent(
                error.map(it ->
                                Item.failed(
                                        id,
                                        FalconFailure.of(
                                                FailureCategory.VENDOR_DOWN,
                                                "Falcon says: " + it.message()),
                                        ok.traceId()))
                        .orElseGet(() -> none(id, ok.traceId())));
    }

    private static Item none(String id, String traceId) {
        return Item.notFound(id, "Falcon has no prevention policy of this id.", traceId);
    }
}
