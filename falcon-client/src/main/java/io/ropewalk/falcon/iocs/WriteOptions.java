package io.ropewalk.falcon.iocs;

import java.util.Objects;

/**
 * How indicators are written.
 *
 * @param comment stands in the vendor's audit log
 * @param ignoreWarnings whether an item is written although the vendor warns of it
 * @param retrodetects whether hosts that saw the value in the past raise detections, too
 * @param batch how many items one request carries at most, 1 to {@value IocsApi#MAX_BATCH}
 */
public record WriteOptions(
        String comment, boolean ignoreWarnings, boolean retrodetects, int batch) {

    /** Items in a request where nothing else is asked for. */
    public static final int BATCH = 200;

    public WriteOptions {
        Objects.requireNonNull(comment, "comment");
        if (batch < 1 || batch > IocsApi.MAX_BATCH) {
            throw new IllegalArgumentException(
                    "A request carries 1 to " + IocsApi.MAX_BATCH + " indicators.");
        }
    }

    /** With this comment, minding warnings, without detections of the past. */
    public static WriteOptions commented(String comment) {
        return new WriteOptions(comment, false, false, BATCH);
    }

    /** The same where warnings are or are not ignored. */
    public WriteOptions withWarningsIgnored(boolean ignored) {
        return new WriteOptions(comment, ignored, retrodetects, batch);
    }

    /** The same with this many items in a request. */
    public WriteOptions withBatch(int size) {
        return new WriteOptions(comment, ignoreWarnings, retrodetects, size);
    }
}
