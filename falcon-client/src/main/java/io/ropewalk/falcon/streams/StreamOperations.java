package io.ropewalk.falcon.streams;

import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Operation.Answers;
import io.ropewalk.falcon.call.Operation.Lifecycle;
import io.ropewalk.falcon.call.Operation.NotFound;
import java.util.List;
import java.util.Optional;

/** The operations of the event streams collection that are used here. */
public final class StreamOperations {

    /** What the vendor's console calls the scope these need. */
    public static final String READ = "Event streams: read";

    /**
     * Lists what can be read. An empty list means that the application id is in use, so an answer
     * without a list must not look like one.
     */
    public static final Operation DISCOVER =
            new Operation(
                    "listAvailableStreamsOAuth2",
                    "GET",
                    Paths.DISCOVER,
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.LIST,
                    NotFound.OPERATION);

    /** Keeps a session alive. A 404 says that there is no such session any more. */
    public static final Operation REFRESH =
            new Operation(
                    "refreshActiveStreamSession",
                    "POST",
                    "/sensors/entities/datafeed-actions/v1/{partition}",
                    Optional.of(READ),
                    true,
                    Lifecycle.CURRENT,
                    Answers.META_ONLY,
                    NotFound.THING);

    /** All of them. */
    public static final List<Operation> ALL = List.of(DISCOVER, REFRESH);

    private StreamOperations() {}

    /** The paths, as constants an annotation can use. */
    public static final class Paths {
        /** Of {@link StreamOperations#DISCOVER}. */
        public static final String DISCOVER = "/sensors/entities/datafeed/v2";

        private Paths() {}
    }
}
