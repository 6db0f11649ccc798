package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.sync.HostSource;
import io.ropewalk.kit.tenants.TenantTokens;
import io.ropewalk.service.TenantTokenSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts from the Falcon API, with tokens from auth-service. */
public final class FalconHostSource implements HostSource {
    private final FalconHttp http;
    private final TenantTokens tokens;
    private final Map<String, HostsApi> clients = new ConcurrentHashMap<>();

    public FalconHostSource(FalconHttp http, TenantTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    @Override
    public PageWalk<Host> walk(String tenant, Filter filter, int pageSize) {
        return clients.computeIfAbsent(
                        tenant, name -> http.hosts(name, new TenantTokenSource(tokens, name)))
                .walk(filter, pageSize, CallClass.BACKGROUND);
    }
}
