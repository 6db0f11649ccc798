package io.ropewalk.alertops.query;

import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.cases.CasesApi;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.prevention.PreventionApi;
import io.ropewalk.falcon.rtr.RtrApi;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import java.util.List;
import java.util.Optional;

/** A Falcon that is never asked: filters are made without it. */
final class Fakes implements Falcon {
    @Override
    public AlertsApi alerts(String tenant) {
        return null;
    }

    @Override
    public HostsApi hosts(String tenant) {
        return null;
    }

    @Override
    public PreventionApi prevention(String tenant) {
        return null;
    }

    @Override
    public CasesApi cases(String tenant) {
        return null;
    }

    @Override
    public RtrApi rtr(String tenant) {
        return null;
    }

    @Override
    public IocsApi iocs(String tenant) {
        return null;
    }

    @Override
    public SpotlightApi spotlight(String tenant) {
        return null;
    }

    @Override
    public DiscoverApi discover(String tenant) {
        return null;
    }

    @Override
    public Optional<String> cid(String tenant) {
        return Optional.empty();
    }

    @Override
    public List<String> tenants() {
        return List.of();
    }
}
