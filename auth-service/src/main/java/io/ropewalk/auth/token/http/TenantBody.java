package io.ropewalk.auth.token.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.auth.token.Tenant;
import io.ropewalk.auth.token.TenantHealth;
import io.ropewalk.auth.token.TokenBroker;
import java.net.URI;
import java.util.List;

/** One tenant of the list, with what a caller may know. Absent members are not known. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record TenantBody(
        String name,
        String cloud,
        String falconBaseUrl,
        String cid,
        String memberCid,
        Health health) {

    /**
     * How the tenant does. Times are ISO-8601, UTC.
     *
     * @param state {@code empty fetching steady renewing failing closed}
     * @param category of the last failure, while failures go on
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Health(
            String state,
            String category,
            String message,
            String since,
            Integer failures,
            String retryAt,
            String tokenExpiresAt) {}

    /** The list. There is only one page: a caller's tenants are few, and {@code next} is null. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<TenantBody> items, String next) {}

    static TenantBody of(TokenBroker broker) {
        Tenant tenant = broker.tenant();
        TenantHealth health = broker.health();
        return new TenantBody(
                tenant.name(),
                tenant.cloud().id(),
                health.baseUrl().map(URI::toString).orElse(null),
                tenant.cid().orElse(null),
                tenant.memberCid().orElse(null),
                health(health));
    }

    private static Health health(TenantHealth health) {
        return new Health(
                health.state(),
                health.why().map(w -> w.category().word()).orElse(null),
                health.why().map(w -> w.message()).orElse(null),
                health.since().toString(),
                health.failures() == 0 ? null : health.failures(),
                health.retryAt().map(Object::toString).orElse(null),
                health.token().map(t -> t.expiresAt().toString()).orElse(null));
    }
}
