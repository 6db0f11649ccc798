package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.FeedFault.DescriptorKind;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One entry of a discovery.
 *
 * @param origin scheme, host and port of its URLs
 * @param hostile what is wrong with its URLs
 */
record StreamDescriptor(
        String origin,
        String partition,
        String appId,
        String token,
        Instant expiration,
        OptionalLong interval,
        Optional<DescriptorKind> hostile) {

    private static final String FEED = "/sensors/entities/datafeed/v1/";
    private static final String ACTIONS = "/sensors/entities/datafeed-actions/v1/";

    /** Writes it without one of its members, inner ones included, if that is named. */
    void writeTo(ByteSink out, String without) {
        out.raw("\n  {");
        var separator = "\n   ";
        if (!without.equals("dataFeedURL")) {
            out.raw(separator).raw("\"dataFeedURL\": ").quoted(feedUrl());
            separator = ",\n   ";
        }
        if (!without.equals("sessionToken")) {
            out.raw(separator).raw("\"sessionToken\": {");
            token(out, without);
            separator = ",\n   ";
        }
        if (!without.equals("refreshActiveSessionURL")) {
            out.raw(separator).raw("\"refreshActiveSessionURL\": ").quoted(refreshUrl());
            separator = ",\n   ";
        }
        if (interval.isPresent() && !without.equals("refreshActiveSessionInterval")) {
            out.raw(separator).raw("\"refreshActiveSessionInterval\": ");
            out.decimal(interval.getAsLong());
        }
        out.raw("\n  }");
    }

    private void token(ByteSink out, String without) {
        var separator = "\n    ";
        if (!without.equals("token")) {
            out.raw(separator).raw("\"token\": ").quoted(token);
            separator = ",\n    ";
        }
        if (!without.equals("expiration")) {
            out.raw(separator).raw("\"expiration\": ").quoted(nanoseconds(expiration));
        }
        out.raw("\n   }");
    }

    /** {@code 2026-11-20T00:05:00.123456789Z}: always nine digits. */
    static String nanoseconds(Instant instant) {
        var out = ByteSink.growing(40);
        Times.write(instant.getEpochSecond(), out);
        var seconds = out.text();
        return ByteSink.growing(40)
                .raw(seconds.substring(0, seconds.length() - 1))
                .put('.')
                .padded(instant.getNano(), 9)
                .put('Z')
                .text();
    }

    String feedUrl() {
        return place(FEED + partition) + "?appId=" + appId;
    }

    String refreshUrl() {
        return place(ACTIONS + partition)
                + "?appId="
                + appId
                + "&action_name=refresh_active_stream_session";
    }

    private String place(String path) {
        if (hostile.isEmpty()) {
            return origin + path;
        }
        return switch (hostile.get()) {
            case HTTP_DOWNGRADE -> "http://firehose.crowdstrike.com" + path;
            case OTHER_DOMAIN -> "https://firehose.crowdstrike.com.evil.example" + path;
            case LOCALHOST -> "http://localhost:9" + path;
            case OTHER_PATH -> origin + "/elsewhere" + path;
            case USER_INFO -> origin.replace("://", "://api.crowdstrike.com@") + path;
            case GARBAGE -> "not a url";
        };
    }
}
