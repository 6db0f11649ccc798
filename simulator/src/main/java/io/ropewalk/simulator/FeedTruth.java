package io.ropewalk.simulator;

import io.ropewalk.simulator.datafeed.Feeds;
import io.ropewalk.simulator.datafeed.TenantFeed;
import io.ropewalk.simulator.feed.EventLog;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.receiver.Truth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What receivers compare with: the events of the feeds. */
final class FeedTruth implements Truth {
    private static final int LINE = 2048;

    private final Feeds feeds;

    FeedTruth(Feeds feeds) {
        this.feeds = feeds;
    }

    private Optional<EventLog> log(String cid) {
        return feeds.all().stream()
                .map(TenantFeed::log)
                .filter(log -> log.cid().equals(cid))
                .findFirst();
    }

    @Override
    public List<String> partitions(String cid) {
        return log(cid).map(log ->
                        IntStream.iterate(0, index -> index + 1)
                                .mapToObj(Integer::toString)
                                .takeWhile(partition -> log.find(partition).isPresent())
                                .toList())
                .orElse(List.of());
    }

    @Override
    public int epochs(String cid, String partition) {
        return log(cid).map(log -> log.epochs(partition).size()).orElse(1);
    }

    @Override
    public Optional<byte[]> line(String cid, String partition, int epoch, long offset) {
        return log(cid).filter(log -> log.find(partition).isPresent())
                .map(log -> log.epochs(partition))
                .filter(epochs -> epoch < epochs.size())
                .map(epochs -> epochs.get(epoch))
                .filter(log -> offset >= log.firstOffset() && offset <= log.head())
                .map(log -> {
                    var out = ByteSink.growing(LINE);
                    log.write(out, offset);
                    return out.toByteArray();
                });
    }
}
