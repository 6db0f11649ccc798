package io.ropewalk.falcon.call;

import io.ropewalk.falcon.CallClass;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The limits one call keeps.
 *
 * @param retries how often a call is repeated at most, after the first time
 * @param firstBackoff wait before the first repetition; doubles with each
 * @param maxBackoff longest wait between two repetitions
 * @param throttledDefault how long a customer is left alone after a 429 that does not say
 * @param throttledMax the longest such time believed
 * @param floors share of the quota, 0..1, that must remain for a call of the class to start
 * @param maxWaits how long after its start a call of the class may still wait for quota or be
 *     repeated
 */
public record CallLimits(
        int retries,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration throttledDefault,
        Duration throttledMax,
        Map<CallClass, Double> floors,
        Map<CallClass, Duration> maxWaits) {

    public CallLimits {
        if (retries < 0) {
            throw new IllegalArgumentException("The number of retries cannot be negative.");
        }
        Objects.requireNonNull(firstBackoff, "firstBackoff");
        Objects.requireNonNull(maxBackoff, "maxBackoff");
        Objects.requireNonNull(throttledDefault, "throttledDefault");
        Objects.requireNonNull(throttledMax, "throttledMax");
        floors = whole(floors, CallClass::floor);
        maxWaits = whole(maxWaits, CallLimits::defaultMaxWait);
    }

    /** The limits used where nothing else is configured. */
    public static CallLimits defaults() {
        return new CallLimits(
                3,
                Duration.ofMillis(500),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Map.of(),
                Map.of());
    }

    /** The share of the quota that must remain for a call of this class. */
    public double floor(CallClass callClass) {
        return floors.get(callClass);
    }

    /** How long after its start a call of this class may still wait or be repeated. */
    public Duration maxWait(CallClass callClass) {
        return maxWaits.get(callClass);
    }

    /** The same with another number of repetitions. */
    public CallLimits withRetries(int number) {
        return new CallLimits(
                number, firstBackoff, maxBackoff, throttledDefault, throttledMax, floors, maxWaits);
    }

    /** The same with other floors; a class not named keeps its default. */
    public CallLimits withFloors(Map<CallClass, Double> others) {
        return new CallLimits(
                retries,
                firstBackoff,
                maxBackoff,
                throttledDefault,
                throttledMax,
                others,
                maxWaits);
    }

    /** The same with other waits; a class not named keeps its default. */
    public CallLimits withMaxWaits(Map<CallClass, Duration> others) {
        return new CallLimits(
                retries, firstBackoff, maxBackoff, throttledDefault, throttledMax, floors, others);
    }

    private static Duration defaultMaxWait(CallClass callClass) {
        return switch (callClass) {
            case INTERACTIVE -> Duration.ofSeconds(20);
            case STREAM -> Duration.ofMinutes(2);
            case BACKGROUND -> Duration.ofMinutes(10);
        };
    }

    private static <V> Map<CallClass, V> whole(
            Map<CallClass, V> given, Function<CallClass, V> otherwise) {
        Map<CallClass, V> all = new EnumMap<>(CallClass.class);
        for (CallClass callClass : CallClass.values()) {
            V value = given.get(callClass);
            all.put(callClass, value == null ? otherwise.apply(callClass) : value);
        }
        return Map.copyOf(all);
    }
}
