package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.DescriptorKind;
import io.ropewalk.simulator.datafeed.Feeds;
import io.ropewalk.simulator.datafeed.TenantFeed;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.falcon.Route.Access.Bearer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Discovery of feeds, and the refresh that keeps one open. */
final class StreamRoutes implements RouteGroup {
    static final String SCOPE = "Event streams:read";
    static final String HOSE = "FalconHose";

    private static final String ACTION = "refresh_active_stream_session";
    private static final int MAX_APP_ID = 32;
    private static final Pattern STRICT = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern LOOSE = Pattern.compile("[A-Za-z0-9._-]+");
    private static final List<String> FORMATS = List.of("json", "flatjson");

    private final Feeds feeds;

    StreamRoutes(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        "listAvailableStreamsOAuth2",
                        new Bearer(SCOPE, HOSE, true),
                        this::discover),
                new Route(
                        "refreshActiveStreamSession",
                        new Access.BearerJson(new Bearer(SCOPE, HOSE, false)),
                        this::refresh));
    }

    static TenantFeed feed(Feeds feeds, Call call) {
        return feeds.feed(call.customer().tenant().name())
                .orElseThrow(() -> new IllegalStateException("customer without a feed"));
    }

    /** The appId, checked. */
    static String appId(Call call, TenantFeed feed) {
        var appId = call.arguments().text("appId").orElse("");
        var allowed = feed.rules().looseAppIds() ? LOOSE : STRICT;
        if (appId.length() > MAX_APP_ID || !allowed.matcher(appId).matches()) {
            throw Refusal.mistake(
                    400,
                    "bad-app-id",
                    "invalid appId: at most 32 characters, letters and digits only");
        }
        return appId;
    }

    /** The last segment of the path. */
    static String partition(Call call) {
        var path = call.request().path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Reply discover(Call call) {
        var feed = feed(feeds, call);
        var appId = appId(call, feed);
        var format = call.arguments().text("format").orElse("json");
        if (!FORMATS.contains(format)) {
            throw Refusal.mistake(400, "not-in-enum", "format is json or flatjson");
        }
        var streams = new ArrayList<StreamDescriptor>();
        for (var partition : listed(call, feed.available(appId))) {
            var expiration = call.now().plus(feed.rules().tokenLife());
            var origin = origin(call, feed);
            streams.add(
                    new StreamDescriptor(
                            origin,
                            partition,
                            appId,
                            feeds.issue(feed, appId, partition, expiration),
                            expiration,
                            feed.rules().interval(),
                            hostile(call)));
        }
        var left = call.pageFault().flatMap(StreamRoutes::omitted).orElse("");
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        out -> {
                            for (var i = 0; i < streams.size(); i++) {
                                out.raw(i == 0 ? "" : ",");
                                streams.get(i).writeTo(out, left);
                            }
                        }));
    }

    private static Optional<String> omitted(Fault.OnPage fault) {
        return fault instanceof Fault.OmitField omit ? Optional.of(omit.field()) : Optional.empty();
    }

    private static Optional<DescriptorKind> hostile(Call call) {
        return call.feedFault().stream()
                .filter(FeedFault.HostileDescriptor.class::isInstance)
                .map(fault -> ((FeedFault.HostileDescriptor) fault).kind())
                .findFirst();
    }

    /** The partitions after a fault in their number. */
    private static List<String> listed(Call call, List<String> available) {
        var listed = new ArrayList<>(available);
        if (call.pageFault().isPresent()) {
            switch (call.pageFault().get()) {
                case Fault.EmptyPage _, Fault.EmptyListing _ -> listed.clear();
                case Fault.ShortPage less -> shorten(listed, less.drop());
                case Fault.DuplicatePage _ -> listed.addAll(available);
                case Fault.TotalDrift _, Fault.OmitField _ -> {}
            }
        }
        if (call.feedFault().isPresent()
                && call.feedFault().get() instanceof FeedFault.PartitionCount count) {
            shorten(listed, -count.by());
            for (var i = 0; i < count.by(); i++) {
                listed.add(Integer.toString(900 + i));
            }
        }
        return listed;
    }

    private static void shorten(List<String> listed, int drop) {
        for (var i = 0; i < drop && !listed.isEmpty(); i++) {
            listed.removeLast();
        }
    }

    /** Where the URLs of a descriptor lead: as told, else where this call came to. */
    private static String origin(Call call, TenantFeed feed) {
        var told = feed.rules().origin();
        if (told.isPresent()) {
            return told.get().toString();
        }
        var called = call.request().header("host").orElse("127.0.0.1");
        if (feed.host().isEmpty()) {
            return "http://" + called;
        }
        var port = URI.create("http://" + called).getPort();
        return "http://" + feed.host() + (port < 0 ? "" : ":" + port);
    }

    private Reply refresh(Call call) {
        var feed = feed(feeds, call);
        var appId = appId(call, feed);
        if (!call.arguments().text("action_name").orElse("").equals(ACTION)) {
            throw Refusal.mistake(400, "not-in-enum", "action_name must be " + ACTION);
        }
        if (!feed.refresh(appId, partition(call))) {
            throw Refusal.expected(404, "no active stream session found");
        }
        return Call.ok(
                new Envelope(call.meta(), Optional.empty(), List.of(), new Resources.Absent()));
    }
}
