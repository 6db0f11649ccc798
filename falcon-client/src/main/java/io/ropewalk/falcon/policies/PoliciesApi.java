package io.ropewalk.falcon.policies;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;

/**
 * The policies of one customer. Scopes {@code Prevention Policies: read} and {@code Sensor update
 * policies: read}.
 */
public interface PoliciesApi {

    /** The most policies one page may hold; so many are asked for. */
    int MAX_PAGE = 5_000;

    /**
     * Walks all policies of a kind ({@code queryCombinedPreventionPolicies}, {@code
     * queryCombinedSensorUpdatePoliciesV2}), the oldest first. Which host has which the host
     * records say.
     *
     * @param filter by {@link PolicyFields}
     */
    PageWalk<Policy> walk(PolicyKind kind, Filter filter, CallClass callClass);
}
