package io.ropewalk.simulator.opencti;

import java.time.Duration;
import java.util.Objects;

/**
 * How the platform behaves where it is configured or where a test wants trouble.
 *
 * @param token the bearer token it knows; another one is nobody's
 * @param collection id of the one stream collection
 * @param version what {@code about} says
 * @param live whether the collection is started; stopped it answers 410
 * @param allowed whether the token may read the collection; else 401
 * @param onlyValid whether the collection's filter leaves out what is revoked, as recommended
 * @param heartbeat how often a heartbeat is sent, in real time
 * @param heartbeatSkew how far the clock that invents ids of heartbeats is ahead
 * @param dependencies whether objects are preceded by what they refer to, under the same id
 * @param duplicateEvery each so many events one is sent twice; 0 for none
 */
public record OctiRules(
        String token,
        String collection,
        String version,
        boolean live,
        boolean allowed,
        boolean onlyValid,
        Duration heartbeat,
        Duration heartbeatSkew,
        boolean dependencies,
        int duplicateEvery) {

    public static final OctiRules DEFAULT =
            new OctiRules(
                    "sim-opencti-token",
                    "9a4b1c1e-0000-4000-8000-000000000001",
                    "6.8.10",
                    true,
                    true,
                    true,
                    Duration.ofSeconds(5),
                    Duration.ZERO,
                    true,
                    0);

    public OctiRules {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(heartbeatSkew, "heartbeatSkew");
        if (heartbeat.toMillis() < 1 || duplicateEvery < 0) {
            throw new IllegalArgumentException(
                    "heartbeat must be at least 1 ms, duplicateEvery not negative");
        }
    }

    /** The same with the collection started or stopped. */
    public OctiRules withLive(boolean value) {
        return new OctiRules(
                token,
                collection,
                version,
                value,
                allowed,
                onlyValid,
                heartbeat,
                heartbeatSkew,
                dependencies,
                duplicateEvery);
    }

    /** The same with the right to read given or taken. */
    public OctiRules withAllowed(boolean value) {
        return new OctiRules(
                token,
                collection,
                version,
                live,
                value,
                onlyValid,
                heartbeat,
                heartbeatSkew,
                dependencies,
                duplicateEvery);
    }

    /** The same with other heartbeats. */
    public OctiRules withHeartbeat(Duration every, Duration skew) {
        return new OctiRules(
                token,
                collection,
                version,
                live,
                allowed,
                onlyValid,
                every,
                skew,
                dependencies,
                duplicateEvery);
    }

    /** The same with or without a filter on what is revoked. */
    public OctiRules withOnlyValid(boolean value) {
        return new OctiRules(
                token,
                collection,
                version,
                live,
                allowed,
                value,
                heartbeat,
                heartbeatSkew,
                dependencies,
                duplicateEvery);
    }

    /** The same with dependencies sent or not, and some events twice. */
    public OctiRules withNoise(boolean newDependencies, int newDuplicateEvery) {
        return new OctiRules(
                token,
                collection,
                version,
                live,
                allowed,
                onlyValid,
                heartbeat,
                heartbeatSkew,
                newDependencies,
                newDuplicateEvery);
    }
}
