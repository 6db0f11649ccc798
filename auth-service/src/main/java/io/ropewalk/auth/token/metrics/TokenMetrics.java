package io.ropewalk.auth.token.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.ropewalk.auth.token.TenantHealth;
import io.ropewalk.auth.token.TokenBroker;
import io.ropewalk.auth.token.TokenBrokers;
import io.ropewalk.auth.token.TokenEvents;
import io.ropewalk.falcon.FailureCategory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The metrics of the brokers: {@code ropewalk_auth_*}. */
public final class TokenMetrics implements TokenEvents {
    private static final String RENEWALS = "ropewalk.auth.renewals";
    private static final String DROPS = "ropewalk.auth.drops";
    private static final String TENANT = "tenant";
    private static final String OUTCOME = "outcome";
    private static final String OK = "ok";

    private final MeterRegistry registry;
    private final Clock clock;

    public TokenMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Adds the gauges of each tenant. A tenant without a token has age and remaining life NaN and
     * 0.
     */
    public void watch(TokenBrokers brokers) {
        for (TokenBroker broker : brokers.all()) {
            String tenant = broker.tenant().name();
            TimeGauge.builder(
                            "ropewalk.auth.token.age",
                            broker,
                            TimeUnit.SECONDS,
                            b -> age(b.health()))
                    .description("Seconds since the tenant's token was issued")
                    .tag(TENANT, tenant)
                    .register(registry);
            TimeGauge.builder(
                            "ropewalk.auth.token.remaining",
                            broker,
                            TimeUnit.SECONDS,
                            b -> remaining(b.health()))
                    .description("Seconds until the tenant's token expires, 0 without one")
                    .tag(TENANT, tenant)
                    .register(registry);
            Gauge.builder(
                            "ropewalk.auth.token.failures",
                            broker,
                            b -> (double) b.health().failures())
                    .description("Failed tries in a row to get a token")
                    .tag(TENANT, tenant)
                    .register(registry);
            prepare(tenant);
        }
    }

    /** Counters begin at 0: the first refusal must be seen to be one more than none. */
    private void prepare(String tenant) {
        registry.counter(DROPS, TENANT, tenant);
        registry.counter(RENEWALS, TENANT, tenant, OUTCOME, OK);
        for (FailureCategory category : FailureCategory.values()) {
            registry.counter(RENEWALS, TENANT, tenant, OUTCOME, category.word());
        }
    }

    @Override
    public void upstreamCall(String tenant, String operation, String outcome, Duration took) {
        registry.timer(
                        "ropewalk.auth.upstream.call",
                        TENANT,
                        tenant,
                        "operation",
                        operation,
                        OUTCOME,
                        outcome)
                .record(took);
    }

    @Override
    public void renewal(String tenant, String outcome) {
        registry.counter(RENEWALS, TENANT, tenant, OUTCOME, outcome).increment();
    }

    @Override
    public void dropped(String tenant) {
        registry.counter(DROPS, TENANT, tenant).increment();
    }

    private double age(TenantHealth health) {
        return health.token()
                .map(t -> Duration.between(t.issuedAt(), clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private double remaining(TenantHealth health) {
        return health.token().map(t -> (double) t.secondsLeft(clock.instant())).orElse(0.0);
    }
}
