package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.datafeed.Feeds;
import io.ropewalk.simulator.datafeed.TenantFeed;
import io.ropewalk.simulator.datafeed.TenantFeed.Asked;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.falcon.Route.Access.Bearer;
import io.ropewalk.simulator.feed.FeedRules.BelowRetained;
import io.ropewalk.simulator.feed.FeedRules.OffsetReading;
import io.ropewalk.simulator.feed.FeedRules.WhenceReading;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The feed itself: opened with a session token, then events without end. */
final class DataFeedRoutes implements RouteGroup {
    private static final String FROM_NEWEST = "2";

    private final Feeds feeds;

    DataFeedRoutes(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public List<Route> routes() {
        var client = new Bearer(StreamRoutes.SCOPE, StreamRoutes.HOSE, false);
        return List.of(
                new Route("dataFeed", new Access.Session(client, new Owner(feeds)), this::read));
    }

    private record Owner(Feeds feeds) implements Access.TokenOwner {
        @Override
        public Optional<String> tenantOf(String token, Instant now) {
            return feeds.tokens().tenantOf(token, now);
        }

        @Override
        public void kill(String token) {
            feeds.tokens().use(token);
        }
    }

    private Reply read(Call call) {
        var feed = StreamRoutes.feed(feeds, call);
        var appId = StreamRoutes.appId(call, feed);
        var partition = StreamRoutes.partition(call);
        var token = call.request().header("authorization").orElse("").substring(6).strip();
        if (!feeds.tokens().opens(token, appId, partition, call.now())) {
            throw Refusal.mistake(401, "foreign-session-token", Gateway.INVALID_TOKEN);
        }
        if (!feed.log().partitions().contains(partition)) {
            throw Refusal.expected(404, "partition not found");
        }
        var asked = asked(call, feed, partition, appId);
        var fault = call.feedFault();
        if (fault.isPresent() && fault.get() instanceof Fault.Reset) {
            return new Reply.Plain(HttpAnswer.empty(200).with(new Transfer.Reset()));
        }
        if (fault.isPresent() && fault.get() instanceof Fault.EmptyBody) {
            return new Reply.Plain(HttpAnswer.json(200, HttpAnswer.EMPTY));
        }
        var status = feed.rules().secondReaderStatus();
        var body =
                feed.open(asked, fault)
                        .orElseThrow(() ->
                                Refusal.expected(
                                        status,
                                        "a session is active for this appId and partition"));
        feeds.tokens().use(token);
        var type =
                fault.isPresent() && fault.get() instanceof Fault.WrongContentType wrong
                        ? wrong.contentType()
                        : "application/json";
        var answer = HttpAnswer.of(200, type, HttpAnswer.EMPTY).with(new Transfer.Streamed(body));
        return new Reply.Plain(
                fault.isPresent() && fault.get() instanceof FeedFault.FeedGzip
                        ? answer.with("Content-Encoding", "gzip")
                        : answer);
    }

    private static Asked asked(Call call, TenantFeed feed, String partition, String appId) {
        var offset = call.arguments().text("offset").map(Long::parseLong);
        var whence = call.arguments().text("whence");
        if (whence.isPresent() && !whence.get().equals(FROM_NEWEST)) {
            throw Refusal.mistake(400, "not-in-enum", "whence can only be 2");
        }
        if (whence.isPresent() && offset.isPresent()) {
            throw Refusal.mistake(400, "offset-and-whence", "offset and whence exclude each other");
        }
        var first = whence.isPresent() ? newest(feed, partition) : first(feed, partition, offset);
        return new Asked(
                partition,
                appId,
                offset.orElse(-1L),
                first,
                call.arguments().text("eventType").orElse(""),
                call.request().remoteAddress());
    }

    private static long newest(TenantFeed feed, String partition) {
        var last = feed.log().lastOffset(partition);
        return feed.rules().whenceReading() == WhenceReading.NEWEST
                ? Math.max(last, feed.log().partition(partition).firstOffset())
                : last + 1;
    }

    private static long first(TenantFeed feed, String partition, Optional<Long> offset) {
        var oldest = feed.log().oldestKept(partition);
        if (offset.isEmpty() || offset.get() == 0) {
            return oldest;
        }
        var first =
                feed.rules().offsetReading() == OffsetReading.EXCLUSIVE
                        ? offset.get() + 1
                        : offset.get();
        if (first < oldest && feed.rules().belowRetained() == BelowRetained.REFUSE) {
            throw Refusal.expected(400, "offset is no longer available");
        }
        return Math.max(first, oldest);
    }
}
