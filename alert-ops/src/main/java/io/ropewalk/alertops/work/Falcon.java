package io.ropewalk.alertops.work;

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

/** The way to every customer's Falcon. Names that are no tenant's fail at the first call. */
public interface Falcon {
    AlertsApi alerts(String tenant);

    HostsApi hosts(String tenant);

    PreventionApi prevention(String tenant);

    CasesApi cases(String tenant);

    RtrApi rtr(String tenant);

    IocsApi iocs(String tenant);

    SpotlightApi spotlight(String tenant);

    DiscoverApi discover(String tenant);

    /**
     * The customer's CID in lower case without its check digits: as auth-service says it, else as a
     * host of the customer says it; empty where neither does.
     *
     * @throws io.ropewalk.falcon.FalconCallFailed when there is no token for the customer
     */
    Optional<String> cid(String tenant);

    /**
     * Names of all customers this service may work for.
     *
     * @throws io.ropewalk.falcon.FalconCallFailed when auth-service cannot be asked
     */
    List<String> tenants();
}
