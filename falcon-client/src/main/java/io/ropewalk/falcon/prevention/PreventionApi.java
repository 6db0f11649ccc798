package io.ropewalk.falcon.prevention;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Optional;

/**
 * The prevention policies of one customer, one at a time where they are changed. Scopes {@code
 * Prevention Policies: read} and {@code write}. The order of precedence is not to be changed here.
 */
public interface PreventionApi {

    /** The most policies or members one page may hold. */
    int MAX_PAGE = 5_000;

    /** The most ids one call of {@link #details} sends. */
    int MAX_IDS = 100;

    /**
     * Walks all policies ({@code queryCombinedPreventionPolicies}), the oldest first.
     *
     * @param filter by {@link io.ropewalk.falcon.policies.PolicyFields}
     */
    PageWalk<PolicyRecord> walk(Filter filter, CallClass callClass);

    /**
     * The policies of these ids ({@code getPreventionPolicies}); those the vendor does not know are
     * absent from a good answer, each with an item error where it says so.
     */
    FalconResult<List<PolicyRecord>> details(List<String> ids, CallClass callClass);

    /**
     * A page of the ids of hosts a policy applies to ({@code queryPreventionPolicyMembers}), with
     * their number in {@code total}. {@code not-found} where there is no such policy.
     */
    FalconResult<Page<String>> members(String id, long offset, int limit, CallClass callClass);

    /**
     * Makes a policy ({@code createPreventionPolicies}); it is switched off.
     *
     * @param platformName {@code Windows}, {@code Mac} or {@code Linux}
     * @param cloneId a policy to take the settings of
     */
    FalconResult<PolicyRecord> create(
            String platformName, PolicyDraft draft, Optional<String> cloneId, CallClass callClass);

    /** Changes a policy ({@code updatePreventionPolicies}). */
    FalconResult<PolicyRecord> update(String id, PolicyDraft draft, CallClass callClass);

    /**
     * Deletes a policy ({@code deletePreventionPolicies}). {@code bad-request} where it is switched
     * on, or the default one: those are not deleted.
     *
     * @return the id
     */
    FalconResult<String> delete(String id, CallClass callClass);

    /**
     * Switches a policy on or off, or attaches a group or takes it away ({@code
     * performPreventionPoliciesAction}).
     *
     * @param groupId where the action is about a group
     */
    FalconResult<PolicyRecord> perform(
            PolicyAction action, String id, Optional<String> groupId, CallClass callClass);
}
