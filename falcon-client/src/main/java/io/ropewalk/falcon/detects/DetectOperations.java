package io.ropewalk.falcon.detects;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operation of the detects collection that is used here. */
public final class DetectOperations {

    /**
     * Records by id. The vendor took the collection out of service on 2025-09-30, so a 404 or 405
     * is what it says most of the time, and means that.
     */
    public static final Operation SUMMARIES =
            new Operation(
                    "GetDetectSummaries",
                    "POST",
                    Paths.SUMMARIES,
                    Optional.empty(),
                    true,
                    Lifecycle.LEGACY,
                    Answers.RESOURCES,
                    NotFound.OPERATION);

    /** All of them. */
    public static final List<Operation> ALL = List.of(SUMMARIES);

    private DetectOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link DetectOperations#SUMMARIES}. */
        public static final String SUMMARIES = "/detects/entities/summaries/GET/v1";

        private Paths() {}
    }
}
