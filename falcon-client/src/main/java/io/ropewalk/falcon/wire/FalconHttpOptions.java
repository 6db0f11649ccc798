package io.ropewalk.falcon.wire;

import io.ropewalk.falcon.call.CallLimits;
import java.time.Duration;
import java.util.Objects;

/**
 * How to speak HTTP to the vendor.
 *
 * @param readTimeout longest silence: until the answer starts, and within its body
 * @param maxBodyBytes a longer body counts as unreadable
 * @param connections most connections open to one host at a time
 * @param userAgent what to call ourselves
 * @param limits what each call keeps to
 */
public record FalconHttpOptions(
        Duration connectTimeout,
        Duration readTimeout,
        long maxBodyBytes,
        int connections,
        String userAgent,
        CallLimits limits) {

    private static final long DEFAULT_MAX_BODY_BYTES = 64L * 1024 * 1024;

    public FalconHttpOptions {
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(readTimeout, "readTimeout");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(limits, "limits");
        if (maxBodyBytes < 1 || connections < 1) {
            throw new IllegalArgumentException("Body size and connections must be at least 1.");
        }
    }

    /** 5 s to connect, 60 s of silence, 64 MiB, 32 connections, {@code ropewalk/<version>}. */
    public static FalconHttpOptions defaults() {
        return new FalconHttpOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                DEFAULT_MAX_BODY_BYTES,
                32,
                "ropewalk/" + ClientVersion.read(),
                CallLimits.defaults());
    }

    /** The same with other time-outs. */
    public FalconHttpOptions withTimeouts(Duration connect, Duration read) {
        return new FalconHttpOptions(connect, read, maxBodyBytes, connections, userAgent, limits);
    }

    /** The same with another limit of the body size. */
    public FalconHttpOptions withMaxBodyBytes(long bytes) {
        return new FalconHttpOptions(
                connectTimeout, readTimeout, bytes, connections, userAgent, limits);
    }

    /** The same with another number of connections. */
    public FalconHttpOptions withConnections(int number) {
        return new FalconHttpOptions(
                connectTimeout, readTimeout, maxBodyBytes, number, userAgent, limits);
    }

    /** The same with other limits of a call. */
    public FalconHttpOptions withLimits(CallLimits others) {
        return new FalconHttpOptions(
                connectTimeout, readTimeout, maxBodyBytes, connections, userAgent, others);
    }
}
