package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.PageWalk;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetch: reads pages ahead of the writers, a bounded number of them. A cursor of the vendor lives
 * two minutes; without reading ahead, a slow batch could outlast it.
 */
final class PageReader<R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);

    private final BlockingQueue<PageWalk.Step<R>> pages;
    private final Thread thread;
    private volatile boolean closed;

    private PageReader(PageWalk<R> walk, int ahead) {
        pages = new ArrayBlockingQueue<>(ahead);
        thread = Thread.ofVirtual().name("inventory-read").unstarted(() -> read(walk));
    }

    static <R> PageReader<R> start(PageWalk<R> walk, int ahead) {
        PageReader<R> reader = new PageReader<>(walk, ahead);
        reader.thread.start();
        return reader;
    }

    /** The next step, or null when none came within the time. After an end, none comes any more. */
    PageWalk.Step<R> poll(long millis) throws InterruptedException {
        return pages.poll(millis, TimeUnit.MILLISECONDS);
    }

    private void read(PageWalk<R> walk) {
        try {
            boolean more = true;
            while (more && !closed) {
                PageWalk.Step<R> step = next(walk);
                more = step instanceof PageWalk.Step.Items<R>;
                pages.put(step);
            }
        } catch (InterruptedException _) {
            // Closed: nobody waits for pages any more.
        }
    }

    private PageWalk.Step<R> next(PageWalk<R> walk) {
        try {
            return walk.next();
        } catch (RuntimeException unforeseen) {
            if (!closed) {
                LOG.error("reading a page ended in an unforeseen failure", unforeseen);
            }
            return new PageWalk.Step.NotComplete<>(
                    0,
                    OptionalLong.empty(),
                    FalconFailure.of(
                            FailureCategory.BUG,
                            "Reading ended in a fault of this service; its log has the details."),
                    "");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
