package io.ropewalk.falcon.policies;

import io.ropewalk.falcon.call.Operation;
import java.util.List;

/** The operations of the policy collections that are used here. */
public final class PolicyOperations {

    /** What the vendor's console calls the scope {@link #PREVENTION} needs. */
    public static final String READ_PREVENTION = "Prevention Policies: read";

    /** What the vendor's console calls the scope {@link #SENSOR_UPDATE} needs. */
    public static final String READ_SENSOR_UPDATE = "Sensor update policies: read";

    /** Prevention policies, page by page. */
    public static final Operation PREVENTION =
            Operation.listing("queryCombinedPreventionPolicies", Paths.PREVENTION, READ_PREVENTION);

    /** Sensor update policies, page by page. */
    public static final Operation SENSOR_UPDATE =
            Operation.listing(
                    "queryCombinedSensorUpdatePoliciesV2", Paths.SENSOR_UPDATE, READ_SENSOR_UPDATE);

    /** All of them. */
    public static final List<Operation> ALL = List.of(PREVENTION, SENSOR_UPDATE);

    private PolicyOperations() {}

    /** The operation that lists policies of this kind. */
    static Operation listing(PolicyKind kind) {
        return switch (kind) {
            case PREVENTION -> PREVENTION;
            case SENSOR_UPDATE -> SENSOR_UPDATE;
        };
    }

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link PolicyOperations#PREVENTION}. */
        public static final String PREVENTION = "/policy/combined/prevention/v1";

        /** Of {@link PolicyOperations#SENSOR_UPDATE}. */
        public static final String SENSOR_UPDATE = "/policy/combined/sensor-update/v2";

        private Paths() {}
    }
}
