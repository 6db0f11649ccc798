package io.ropewalk.falcon.prevention;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.paging.Fetched;
import io.ropewalk.falcon.paging.Walker;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The prevention policies of one customer over the wire. Thread-safe. */
public final class PreventionClient implements PreventionApi {

    private final FalconCalls calls;
    private final PreventionTransport transport;

    public PreventionClient(FalconCalls calls, PreventionTransport transport) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    @Override
    public PageWalk<PolicyRecord> walk(Filter filter, CallClass callClass) {
        return Walker.byOffset((_, offset) ->
                calls.call(
                                PreventionOperations.COMBINED,
                                callClass,
                                token -> transport.combined(token, filter, offset, MAX_PAGE))
                        .map(envelope -> Fetched.of(envelope, Optional.empty())));
    }

    @Override
    public FalconResult<List<PolicyRecord>> details(List<String> ids, CallClass callClass) {
        return Chunks.merged(
                ids,
                MAX_IDS,
                chunk ->
                        calls.call(
                                        PreventionOperations.DETAILS,
                                        callClass,
                                        token -> transport.details(token, chunk))
                                .map(Envelope::resources));
    }

    @Override
    public FalconResult<Page<String>> members(
            String id, long offset, int limit, CallClass callClass) {
        if (limit < 1 || limit > MAX_PAGE || offset < 0) {
            throw new IllegalArgumentException("A page holds 1 to " + MAX_PAGE + " members.");
        }
        return calls.call(
                        PreventionOperations.MEMBERS,
                        callClass,
                        token -> transport.members(token, id, offset, limit))
                .map(envelope -> Fetched.of(envelope, Optional.empty()).page());
    }

    @Override
    public FalconResult<PolicyRecord> create(
            String platformName, PolicyDraft draft, Optional<String> cloneId, CallClass callClass) {
        if (draft.name().filter(name -> !name.isBlank()).isEmpty()) {
            throw new IllegalArgumentException("A new policy needs a name.");
        }
        return only(
                calls.call(
                        PreventionOperations.CREATE,
                        callClass,
                        token -> transport.create(token, draft.created(platformName, cloneId))));
    }

    @Override
    public FalconResult<PolicyRecord> update(String id, PolicyDraft draft, CallClass callClass) {
        return only(
                calls.call(
                        PreventionOperations.UPDATE,
                        callClass,
                        token -> transport.update(token, draft.changed(id))));
    }

    @Override
    public FalconResult<String> delete(String id, CallClass callClass) {
        return calls.call(
                        PreventionOperations.DELETE,
                        callClass,
                        token -> transport.delete(token, id))
                .map(_ -> id);
    }

    @Override
    public FalconResult<PolicyRecord> perform(
            PolicyAction action, String id, Optional<String> groupId, CallClass callClass) {
        if (groupId.isPresent() == action.parameters().isEmpty()) {
            throw new IllegalArgumentException(
                    action.parameters().isEmpty()
                            ? action.word() + " takes no group."
                            : action.word() + " needs a group.");
        }
        if (groupId.isEmpty()) {
            return perform(action, id, Map.of(), callClass);
        }
        Iterator<String> names = action.parameters().iterator();
        FalconResult<PolicyRecord> result;
        do {
            Map<String, String> parameters = Map.of(names.next(), groupId.get());
            result = perform(action, id, parameters, callClass);
        } while (names.hasNext() && refused(result));
        return result;
    }

    /** As the vendor does with a parameter of a name it does not want. */
    private static boolean refused(FalconResult<?> result) {
        return result.failure()
                .filter(why -> why.category() == FailureCategory.BAD_REQUEST)
                .isPresent();
    }

    private FalconResult<PolicyRecord> perform(
            PolicyAction action, String id, Map<String, String> parameters, CallClass callClass) {
        return only(
                calls.call(
                        PreventionOperations.ACTION,
                        callClass,
                        token -> transport.action(token, action, id, parameters)));
    }

    /** What was written, which the vendor answers. */
    private static FalconResult<PolicyRecord> only(FalconResult<Envelope<PolicyRecord>> result) {
        return result.then(envelope ->
                envelope.resources().isEmpty()
                        ? new FalconResult.Rejected<>(
                                FalconFailure.of(
                                        FailureCategory.VENDOR_DOWN,
                                        "Falcon does not say what became of the policy."),
                                200,
                                envelope.traceId())
                        : FalconResult.ok(envelope.resources().getFirst(), result.trace()));
    }
}
