package io.ropewalk.alertops.host;

import io.ropewalk.falcon.hosts.Host;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What somebody has to see of a host before, or after, something is done to it. */
final class HostView {
    private HostView() {}

    static Map<String, Object> of(Host host, Optional<String> online) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("device_id", host.deviceId());
        put(view, "hostname", host.hostname());
        put(view, "status", host.status());
        put(view, "host_hidden_status", host.hostHiddenStatus());
        put(view, "detection_suppression_status", host.detectionSuppressionStatus());
        put(view, "online_state", online.orElse(null));
        put(view, "last_seen", host.lastSeen());
        put(view, "product_type_desc", host.productTypeDesc());
        put(view, "platform_name", host.platformName());
        put(view, "machine_domain", host.machineDomain());
        put(view, "site_name", host.siteName());
        put(view, "last_login_user", host.lastLoginUser());
        put(view, "ou", host.ou());
        put(view, "tags", host.tags());
        put(view, "groups", host.groups());
        return view;
    }

    private static void put(Map<String, Object> view, String name, Object value) {
        boolean says =
                switch (value) {
                    case null -> false;
                    case String text -> !text.isEmpty();
                    case Collection<?> list -> !list.isEmpty();
                    default -> true;
                };
        if (says) {
            view.put(name, value);
        }
    }
}
