package io.ropewalk.stream.testing;

import io.ropewalk.stream.feed.FeedOpener;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vendor's feeds: keeps events for each partition, serves them from the offset asked for, that
 * one included, and then what is added. Notes when a partition was open more than once.
 */
public final class FakeVendor implements FeedOpener {
    private static final Pattern PARTITION = Pattern.compile("/datafeed/v1/([^?]+)\\?");
    private static final Pattern OFFSET = Pattern.compile("&offset=(\\d+)");

    private final Map<String, Feed> feeds = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private Instant time = Instant.ofEpochMilli(Events.createdAt(0));

    private static final class Feed {
        private final TreeMap<Long, String> lines = new TreeMap<>();
        private final Map<FakeConnection, Long> open = new LinkedHashMap<>();
        private int most;
    }

    /** Adds events to a partition. */
    public synchronized FakeVendor add(String partition, long first, long last) {
        for (long offset = first; offset <= last; offset++) {
            add(partition, offset, Events.line(offset));
        }
        return this;
    }

    /** Adds an event that was created then. */
    public synchronized FakeVendor addCreatedAt(String partition, long offset, long createdAt) {
        add(partition, offset, Events.line(offset, createdAt));
        return this;
    }

    private void add(String partition, long offset, String line) {
        Feed feed = feed(partition);
        feed.lines.put(offset, line);
        feed.open.forEach((connection, from) -> {
            if (offset >= from) {
                connection.send(line);
            }
        });
    }

    /** Ends whatever is open of a partition. */
    public synchronized void cut(String partition) {
        feed(partition).open.keySet().forEach(FakeConnection::end);
    }

    /** The same offsets on other events, the first created then. */
    public synchronized FakeVendor replace(
            String partition, long first, long last, long createdAt) {
        Feed feed = feed(partition);
        for (long offset = first; offset <= last; offset++) {
            feed.lines.put(offset, Events.line(offset, createdAt + offset));
        }
        return this;
    }

    /** The vendor's clock, as connections tell it. */
    public synchronized void time(Instant now) {
        time = now;
    }

    private Feed feed(String partition) {
        return feeds.computeIfAbsent(partition, _ -> new Feed());
    }

    @Override
    public synchronized Opened open(URI url, String sessionToken, Duration idleTimeout) {
        Matcher partition = PARTITION.matcher(url.toString());
        if (!partition.find()) {
            throw new AssertionError("not a feed: " + url);
        }
        Feed feed = feed(partition.group(1));
        var connection = new FakeConnection();
        Matcher offset = OFFSET.matcher(url.toString());
        long from = offset.find() ? Long.parseLong(offset.group(1)) : Long.MIN_VALUE;
        if (!url.getRawQuery().contains("whence=2")) {
            feed.lines.tailMap(from, true).values().forEach(connection::send);
        }
        feed.open.put(connection, from);
        feed.most = Math.max(feed.most, feed.open.size());
        opened.add(partition.group(1));
        connection.onClose(() -> closed(feed, connection));
        return new Opened.Connected(connection, time);
    }

    private synchronized void closed(Feed feed, FakeConnection connection) {
        feed.open.remove(connection);
    }

    /** How many have a partition open now. */
    public synchronized int open(String partition) {
        return feed(partition).open.size();
    }

    /** The most that ever had a partition open at once. */
    public synchronized int most() {
        return feeds.values().stream().mapToInt(feed -> feed.most).max().orElse(0);
    }

    /** How often a partition was opened. */
    public synchronized long openings(String partition) {
        return opened.stream().filter(partition::equals).count();
    }
}
