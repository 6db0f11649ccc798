package io.ropewalk.falcon;

import java.util.List;
import java.util.OptionalLong;

/**
 * A lazy walk over all pages of a listing. It counts what it received and ends either complete or
 * not complete; it never guesses. One thread at a time.
 */
public interface PageWalk<T> {

    /** What one step of a walk came to. After an end, every further step gives the same end. */
    sealed interface Step<T> {

        /**
         * One more page arrived.
         *
         * @param received items received so far, this page included
         * @param total items in all by the vendor's latest word
         */
        record Items<T>(List<T> items, long received, OptionalLong total) implements Step<T> {
            public Items {
                items = List.copyOf(items);
            }
        }

        /**
         * The vendor ended the listing without a failure and its total, where such a listing has
         * one, equals what was received.
         *
         * @param distinct whether the order of the ids proves that none came twice. Where it does
         *     not, because the vendor did not keep the order asked for, a page sent twice may stand
         *     for one never sent: whoever concludes something from what is absent must count
         *     distinct items
         */
        record Complete<T>(long received, boolean distinct) implements Step<T> {
            /** Complete, and every item proved to be another. */
            public Complete(long received) {
                this(received, true);
            }
        }

        /**
         * The walk ended early or its count does not match: nothing may be concluded from what is
         * absent.
         *
         * @param why the failure, or {@link FailureCategory#VENDOR_DOWN} for a count that does not
         *     match
         * @param traceId the vendor's trace id of the last answer, empty where there is none
         * @param cursorRefused whether the vendor did not take its own cursor, most likely because
         *     it was used too late: the same listing started again may well come to its end
         */
        record NotComplete<T>(
                long received,
                OptionalLong total,
                FalconFailure why,
                String traceId,
                boolean cursorRefused)
                implements Step<T> {
            /** Not complete for any other reason. */
            public NotComplete(
                    long received, OptionalLong total, FalconFailure why, String traceId) {
                this(received, total, why, traceId, false);
            }
        }
    }

    /** Fetches the next page, or says how the walk ended. Blocks. */
    Step<T> next();

    /** The vendor's trace id of the latest answer, empty where there is none. */
    default String traceId() {
        return "";
    }
}
