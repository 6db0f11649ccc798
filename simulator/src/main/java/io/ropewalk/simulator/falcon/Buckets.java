package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Limits;
import io.ropewalk.simulator.falcon.SlidingWindow.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rate buckets: per customer, per API client on the token endpoint, per address for
 * unauthorized requests.
 */
final class Buckets {
    private static final int MAX_WINDOWS = 10_000;

    private final Limits limits;
    private final Map<String, SlidingWindow> windows = new LinkedHashMap<>();

    Buckets(Limits limits) {
        this.limits = limits;
    }

    Verdict customer(String cid, Instant now) {
        return window("customer " + cid).take(now.getEpochSecond(), limits.perCustomer());
    }

    Verdict token(String clientId, Instant now) {
        return window("token " + clientId).take(now.getEpochSecond(), limits.tokens());
    }

    Verdict unauthorized(String address, Instant now) {
        return window("unauthorized " + address).take(now.getEpochSecond(), limits.unauthorized());
    }

    private synchronized SlidingWindow window(String key) {
        var window = windows.get(key);
        if (window == null) {
            if (windows.size() >= MAX_WINDOWS) {
                windows.remove(windows.keySet().iterator().next());
            }
            window = new SlidingWindow();
            windows.put(key, window);
        }
        return window;
    }
}
