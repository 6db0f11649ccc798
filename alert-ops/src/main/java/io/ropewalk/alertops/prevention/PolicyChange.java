package io.ropewalk.alertops.prevention;

import io.ropewalk.alertops.policy.PolicyState;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import java.util.Optional;

/** What is to be made of a policy that is there. */
interface PolicyChange {

    /** What Falcon would refuse, so that it need not be asked. */
    default Optional<FalconFailure> forbidden(PolicyRecord before) {
        return Optional.empty();
    }

    /** What it comes to; empty where the policy is gone then. */
    Optional<PolicyState> after(PolicyState before);

    /**
     * Sends it.
     *
     * @return the policy as it is then, where the vendor says
     */
    FalconResult<Optional<PolicyRecord>> send(PreventionApi policies, String id);
}
