package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.fql.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Reads every alert of a filter once, however many there are, and says whether it was every one.
 *
 * <p>All were created at or before a bound, so that what arrives meanwhile does not move the pages,
 * and come in the order they were created in, which nothing changes. By the combined listing where
 * the cloud has it and it lists hidden alerts, too; otherwise by windows of ids ({@link
 * AlertsApi#WINDOW} by offset and no more), each from the creation time of the last alert of the
 * one before, that time included. Where more alerts than a window holds share one time, they are
 * split by product, type and severity. Every alert is told by its composite id, so none is handed
 * on twice.
 *
 * <p>Thread-safe; each reading is for itself. Keeps about 100 bytes for each alert read.
 */
public final class AlertSweep {

    private final AlertsApi alerts;
    private final Sizes sizes;

    /**
     * How much is asked for at once.
     *
     * @param page records in one page, 1 to {@value AlertsApi#MAX_PAGE}
     * @param window ids in one window, 2 to {@value AlertsApi#WINDOW}
     */
    public record Sizes(int page, int window) {

        /** As much as the vendor gives. */
        public static final Sizes DEFAULT = new Sizes(AlertsApi.MAX_PAGE, AlertsApi.WINDOW);

        public Sizes {
            if (page < 1 || page > AlertsApi.MAX_PAGE || window < 2 || window > AlertsApi.WINDOW) {
                throw new IllegalArgumentException("A page or window of that size is not listed.");
            }
        }
    }

    /** Takes what is read, some at a time. */
    @FunctionalInterface
    public interface Taker {
        /**
         * More alerts, none of which was there before.
         *
         * @param read how many were read so far, these included
         * @param total how many there are, where the vendor says so
         * @return whether to read on
         */
        boolean take(List<AlertRecord> some, long read, OptionalLong total);
    }

    /** How a reading ended. */
    public sealed interface End {

        /** How many alerts were handed on. */
        long read();

        /** Every alert was read: as many different ones as the vendor counts. */
        record Complete(long read, Way way) implements End {}

        /** The taker had enough. */
        record Stopped(long read, OptionalLong total) implements End {}

        /**
         * It broke off, or another number came than the vendor counts: nothing may be concluded
         * from what is absent.
         *
         * @param refused whether the vendor refused the filter itself (400), before any alert
         * @param miscounted whether it came to its end with another number, as it is where alerts
         *     change meanwhile; read again, it may well fit
         */
        record Incomplete(
                long read,
                OptionalLong total,
                FalconFailure why,
                String traceId,
                boolean refused,
                boolean miscounted)
                implements End {
            public Incomplete {
                Objects.requireNonNull(why, "why");
                Objects.requireNonNull(traceId, "traceId");
            }
        }
    }

    /** By which calls the alerts were read. */
    public enum Way {
        /** The combined listing. */
        COMBINED,
        /** Windows of ids, and the records by their ids. */
        WINDOWS
    }

    public AlertSweep(AlertsApi alerts) {
        this(alerts, Sizes.DEFAULT);
    }

    public AlertSweep(AlertsApi alerts, Sizes sizes) {
        this.alerts = Objects.requireNonNull(alerts, "alerts");
        this.sizes = Objects.requireNonNull(sizes, "sizes");
    }

    /**
     * Reads. Blocks.
     *
     * @param filter which alerts; best one whose fields nobody changes meanwhile
     * @param until created then or before; not later than now
     */
    public End read(Filter filter, Instant until, CallClass callClass, Taker taker) {
        Filter bounded = filter.and(AlertFields.CREATED_TIMESTAMP.atOrBefore(until));
        return new AlertReading(alerts, sizes, bounded, callClass, taker).run();
    }
}
