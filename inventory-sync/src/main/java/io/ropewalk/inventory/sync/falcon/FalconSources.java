package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TimeField;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.sync.Source;

/**
 * The vendor's listings. Each walk has a client of its own, so that what a cloud could not do an
 * hour ago is tried again.
 */
public final class FalconSources {
    private static final TimeField MODIFIED = TimeField.named("modified_timestamp");

    private final FalconHttp http;
    private final TokensOf tokens;

    public FalconSources(FalconHttp http, TokensOf tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /**
     * Hosts.
     *
     * @param pageSize asked for at once, at most 10,000
     */
    public Source<Host> hosts(int pageSize) {
        return (tenant, since) ->
                http.hosts(tenant, tokens.tenant(tenant))
                        .walk(
                                since.map(MODIFIED::after).orElse(Filter.NONE),
                                pageSize,
                                CallClass.BACKGROUND);
    }
}
