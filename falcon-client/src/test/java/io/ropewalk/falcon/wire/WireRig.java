package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.CallTiming;
import java.io.Closeable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that never repeats a call, and the server it calls. */
final class WireRig implements Closeable {

    final RawServer server = new RawServer();
    final FalconHttp http;
    final TokenSource tokens = new FakeTokens(server.base());

    WireRig() {
        FalconHttpOptions options =
                FalconHttpOptions.defaults()
                        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10))
                        .withLimits(CallLimits.defaults().withRetries(0));
        http =
                new FalconHttp(
                        options,
                        CallObserver.NONE,
                        new CallTiming(Clock.systemUTC(), _ -> {}, () -> 0.5));
    }

    /** A page found by offset; {@code records} is JSON, with commas between. */
    static String page(int total, String records) {
        return "{\"meta\":{\"pagination\":{\"offset\":0,\"limit\":1,\"total\":%d}},\"resources\":[%s]}"
                .formatted(total, records);
    }

    /** A page found by cursor. */
    static String page(String after, int total, String records) {
        return "{\"meta\":{\"pagination\":{\"after\":\"%s\",\"limit\":1,\"total\":%d}},\"resources\":[%s]}"
                .formatted(after, total, records);
    }

    /** One parameter of the n-th request, as it was meant. */
    String parameter(int request, String name) {
        return URLDecoder.decode(server.queryParameter(request, name), StandardCharsets.UTF_8);
    }

    /** Walks to the end. */
    static <T> Step<T> end(PageWalk<T> walk, List<T> into) {
        while (true) {
            Step<T> step = walk.next();
            if (!(step instanceof Step.Items<T> items)) {
                return step;
            }
            into.addAll(items.items());
        }
    }

    /** The same for one who only wants to know how it ended. */
    static <T> Step<T> end(PageWalk<T> walk) {
        return end(walk, new ArrayList<>());
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
