package io.ropewalk.alertops.app;

import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.cases.CasesApi;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.prevention.PreventionApi;
import io.ropewalk.falcon.rtr.RtrApi;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.kit.tenants.TenantDirectory;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.TenantTokenSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Every customer's Falcon, with tokens of auth-service. */
final class HttpFalcon implements Falcon {
    private final FalconHttp http;
    private final TenantTokens tokens;
    private final TenantDirectory directory;
    private final CustomerIds customerIds = new CustomerIds();

    HttpFalcon(FalconHttp http, TenantTokens tokens, TenantDirectory directory) {
        this.http = http;
        this.tokens = tokens;
        this.directory = directory;
    }

    @Override
    public AlertsApi alerts(String tenant) {
        return http.alerts(tenant, source(tenant));
    }

    @Override
    public HostsApi hosts(String tenant) {
        return http.hosts(tenant, source(tenant));
    }

    @Override
    public PreventionApi prevention(String tenant) {
        return http.prevention(tenant, source(tenant));
    }

    @Override
    public CasesApi cases(String tenant) {
        return http.cases(tenant, source(tenant));
    }

    @Override
    public RtrApi rtr(String tenant) {
        return http.rtr(tenant, source(tenant));
    }

    @Override
    public IocsApi iocs(String tenant) {
        return http.iocs(tenant, source(tenant));
    }

    @Override
    public SpotlightApi spotlight(String tenant) {
        return http.spotlight(tenant, source(tenant));
    }

    @Override
    public DiscoverApi discover(String tenant) {
        return http.discover(tenant, source(tenant));
    }

    @Override
    public Optional<String> cid(String tenant) {
        return source(tenant)
                .current()
                .map(FalconToken::cid)
                .orThrow()
                .or(() -> customerIds.of(tenant, hosts(tenant)));
    }

    @Override
    public List<String> tenants() {
        try {
            return directory.names();
        } catch (IOException unanswered) {
            throw new FalconCallFailed(
                    FalconFailure.of(
                            FailureCategory.NETWORK,
                            "auth-service did not say which tenants there are: "
                                    + unanswered.getMessage()),
                    "");
        }
    }

    private TokenSource source(String tenant) {
        return new TenantTokenSource(tokens, tenant);
    }
}
