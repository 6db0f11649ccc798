package io.ropewalk.alertops.closure;

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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A Falcon that lists these alerts, whatever it is asked for, and has nothing else. */
record ListedAlerts(List<AlertRecord> listed) implements Falcon, AlertsApi {

    private static UnsupportedOperationException nothing() {
        return new UnsupportedOperationException("only alerts are listed");
    }

    @Override
    public AlertsApi alerts(String tenant) {
        return this;
    }

    @Override
    public FalconResult<Page<AlertRecord>> page(
            AlertQuery query, Optional<String> after, int limit, CallClass callClass) {
        throw nothing();
    }

    @Override
    public FalconResult<List<Alert>> details(List<String> ids, CallClass callClass) {
        throw nothing();
    }

    @Override
    public FalconResult<List<AlertRecord>> records(
            List<String> ids, boolean withHidden, CallClass callClass) {
        throw nothing();
    }

    @Override
    public PageWalk<AlertRecord> walk(AlertQuery query, int pageSize, CallClass callClass) {
        Iterator<PageWalk.Step<AlertRecord>> steps =
                List.<PageWalk.Step<AlertRecord>>of(
                                new PageWalk.Step.Items<>(
                                        listed, listed.size(), OptionalLong.of(listed.size())),
                                new PageWalk.Step.Complete<>(listed.size()))
                        .iterator();
        return new PageWalk<>() {
            @Override
            public Step<AlertRecord> next() {
                return steps.next();
            }

            @Override
            public String traceId() {
                return "";
            }
        };
    }

    @Override
    public FalconResult<Page<String>> ids(
            AlertQuery query, long offset, int limit, boolean hidden, CallClass callClass) {
        return new FalconResult.Ok<>(
                new Page<>(
                        listed.stream().map(AlertRecord::compositeId).toList(),
                        Optional.empty(),
                        OptionalLong.of(listed.size())),
                "",
                List.of());
    }

    @Override
    public FalconResult<List<Aggregation>> aggregates(List<Aggregate> wanted, CallClass callClass) {
        throw nothing();
    }

    @Override
    public List<IdOutcome> update(
            List<String> ids, AlertChange change, int batch, CallClass callClass) {
        throw nothing();
    }

    @Override
    public HostsApi hosts(String tenant) {
        throw nothing();
    }

    @Override
    public PreventionApi prevention(String tenant) {
        throw nothing();
    }

    @Override
    public CasesApi cases(String tenant) {
        throw nothing();
    }

    @Override
    public RtrApi rtr(String tenant) {
        throw nothing();
    }

    @Override
    public IocsApi iocs(String tenant) {
        throw nothing();
    }

    @Override
    public SpotlightApi spotlight(String tenant) {
        throw nothing();
    }

    @Override
    public DiscoverApi discover(String tenant) {
        throw nothing();
    }

    @Override
    public Optional<String> cid(String tenant) {
        throw nothing();
    }

    @Override
    public List<String> tenants() {
        throw nothing();
    }
}
