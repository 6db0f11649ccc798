package io.ropewalk.alertops.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.service.FalconCallMetrics;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A way to Falcon that does not repeat calls and gives up soon, so that failures show at once. */
final class QuickFalcon {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    @Produces
    @Singleton
    FalconHttp http(MeterRegistry registry, Clock clock) {
        CallLimits limits =
                CallLimits.defaults()
                        .withRetries(0)
                        .withMaxWaits(Map.of(CallClass.INTERACTIVE, Duration.ZERO));
        return new FalconHttp(
                FalconHttpOptions.defaults().withTimeouts(SILENCE, SILENCE).withLimits(limits),
                new FalconCallMetrics(registry, "alerts"),
                clock);
    }

    void close(@Disposes FalconHttp http) {
        http.close();
    }
}
