package io.ropewalk.stream.feed;

import java.util.OptionalLong;

/**
 * What was read of a partition by this process.
 *
 * @param highest offset read
 * @param everRead the same without where a reader was told to begin: read since this process has
 *     the partition
 * @param epoch counts the times the vendor's offsets began anew
 * @param firstCreatedAt {@code eventCreationTime} of the first new event of this reader,
 *     milliseconds since the epoch, 0 before it
 * @param cid the customer id as the events name it, empty before the first
 * @param events new events
 * @param repeats events that came again and were dropped
 * @param broken lines that were no events
 * @param skipped offsets the vendor skipped
 * @param foreign times somebody else opened the partition with our application id
 * @param foreignAt when last, milliseconds since the epoch, 0 for never
 * @param waiting whether the feed has nothing more to read at this moment
 */
public record ReadingView(
        OptionalLong highest,
        OptionalLong everRead,
        int epoch,
        long firstCreatedAt,
        String cid,
        long events,
        long repeats,
        long broken,
        long skipped,
        long foreign,
        long foreignAt,
        boolean waiting) {
    ReadingView waiting(boolean nothingToRead) {
        return new ReadingView(
                highest,
                everRead,
                epoch,
                firstCreatedAt,
                cid,
                events,
                repeats,
                broken,
                skipped,
                foreign,
                foreignAt,
                nothingToRead);
    }
}
