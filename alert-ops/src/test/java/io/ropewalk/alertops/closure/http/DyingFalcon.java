package io.ropewalk.alertops.closure.http;

import io.ropewalk.alertops.closure.http.ClosureKillTest.Dying;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.alerts.Aggregate;
import io.ropewalk.falcon.alerts.Aggregation;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertQuery;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.cases.CasesApi;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.prevention.PreventionApi;
import io.ropewalk.falcon.rtr.RtrApi;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import io.ropewalk.falcon.writes.IdOutcome;
import java.util.List;
import java.util.Optional;

/** The real way to Falcon, taken by somebody who dies on it. */
record DyingFalcon(Falcon real, Dying dying) implements Falcon {

    @Override
    public AlertsApi alerts(String tenant) {
        return new DyingAlerts(real.alerts(tenant), dying);
    }

    @Override
    public HostsApi hosts(String tenant) {
        return real.hosts(tenant);
    }

    @Override
    public PreventionApi prevention(String tenant) {
        return real.prevention(tenant);
    }

    @Override
    public CasesApi cases(String tenant) {
        return real.cases(tenant);
    }

    @Override
    public RtrApi rtr(String tenant) {
        return real.rtr(tenant);
    }

    @Override
    public IocsApi iocs(String tenant) {
        return real.iocs(tenant);
    }

    @Override
    public SpotlightApi spotlight(String tenant) {
        return real.spotlight(tenant);
    }

    @Override
    public DiscoverApi discover(String tenant) {
        return real.discover(tenant);
    }

    @Override
    public Optional<String> cid(String tenant) {
        return real.cid(tenant);
    }

    @Override
    public List<String> tenants() {
        return real.tenants();
    }

    private record DyingAlerts(AlertsApi real, Dying dying) implements AlertsApi {
        @Override
        public FalconResult<List<Alert>> details(List<String> ids, CallClass callClass) {
            return real.details(ids, callClass);
        }

        @Override
        public FalconResult<List<AlertRecord>> records(
                List<String> ids, boolean withHidden, CallClass callClass) {
            return real.records(ids, withHidden, callClass);
        }

        @Override
        public FalconResult<Page<AlertRecord>> page(
                AlertQuery query, Optional<String> after, int limit, CallClass callClass) {
            return real.page(query, after, limit, callClass);
        }

        @Override
        public PageWalk<AlertRecord> walk(AlertQuery query, int pageSize, CallClass callClass) {
            return real.walk(query, pageSize, callClass);
        }

        @Override
        public FalconResult<Page<String>> ids(
                AlertQuery query, long offset, int limit, boolean hidden, CallClass callClass) {
            return real.ids(query, offset, limit, hidden, callClass);
        }

        @Override
        public FalconResult<List<Aggregation>> aggregates(
                List<Aggregate> wanted, CallClass callClass) {
            return real.aggregates(wanted, callClass);
        }

        @Override
        public List<IdOutcome> update(
                List<String> ids, AlertChange change, int batch, CallClass callClass) {
            dying.here(Dying.When.BEFORE_SENDING);
            if (dying.due(Dying.When.MIDWAY)) {
                real.update(ids.subList(0, ids.size() / 2), change, batch, callClass);
                throw new Dying.Killed();
            }
            List<IdOutcome> outcomes = real.update(ids, change, batch, callClass);
            dying.here(Dying.When.AFTER_SENDING);
            return outcomes;
        }
    }
}
