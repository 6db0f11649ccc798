package io.ropewalk.alertops.host;

import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostLogins;
import java.util.Map;

/** Host records by the vendor's names, without what the vendor does not send. */
public interface HostRecords {
    Map<String, Object> of(Host host);

    Map<String, Object> of(HostLogins logins);
}
