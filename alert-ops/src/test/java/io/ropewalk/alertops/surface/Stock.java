package io.ropewalk.alertops.surface;

import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Vendor;
import io.ropewalk.simulator.Tenant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Things at the simulated Falcon that nothing was done to yet, each handed out once, and what has
 * become of them there.
 */
final class Stock {
    static final String AGGREGATE = "aggind:tabled";

    private static final int ALERTS = 60;
    private static final int HOSTS = 60;
    private static final String HEX = "0123456789abcdef0123456789abcdef";
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Map<String, Stock> BY_TENANT = new ConcurrentHashMap<>();

    private final String tenant;
    private final Vendor vendor;
    private final Deque<String> alerts = new ArrayDeque<>();
    private final Deque<String> hosts = new ArrayDeque<>();

    private Stock(String tenant) {
        this.tenant = tenant;
        this.vendor = Vendor.of(tenant);
    }

    static Stock of(String tenant) {
        return BY_TENANT.computeIfAbsent(tenant, Stock::new);
    }

    /** Ids that are right by their form, of nothing that is there. */
    static List<String> absent(Row row, String tenant, int count) {
        String cid = Tenant.of(tenant, "", "", 1).cid();
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map("%032x"::formatted)
                .map(id -> row.kind == Row.Kind.ALERTS ? cid + ":ind:" + id + ":1-2-3" : id)
                .toList();
    }

    /** One that is right by its form, where nobody looks whether it is there. */
    static String any(Row row, String tenant) {
        String cid = Tenant.of(tenant, "", "", 1).cid();
        return row.kind == Row.Kind.ALERTS ? cid + ":ind:" + HEX + ":1-2-3" : HEX;
    }

    /** Things in the state from which the row takes them somewhere. */
    synchronized List<String> fresh(Row row, int count) {
        return switch (row.kind) {
            case ALERTS -> alerts(count);
            case HOSTS -> hosts(row, count);
            case POLICIES ->
                    Stream.generate(() -> vendor.makePolicy("Tabled " + NAMES.incrementAndGet()))
                            .limit(count)
                            .toList();
            case SEARCH, GONE, QUESTION, AUDIT -> List.of();
        };
    }

    private List<String> alerts(int count) {
        if (alerts.size() < count) {
            alerts.clear();
            vendor.seedAlerts(Math.max(ALERTS, count));
            vendor.alerts(Math.max(ALERTS, count))
                    .forEach(it -> alerts.add(it.get("composite_id").toString()));
            Api.sim(
                            "/_sim/alerts",
                            "{\"tenant\":\"%s\",\"change\":{\"ids\":%s,\"author\":\"stock\",\"actions\":[{\"name\":\"update_status\",\"value\":\"new\"}]}}"
                                    .formatted(tenant, Api.list(List.copyOf(alerts))))
                    .statusCode(200);
            Api.sim(
                            "/_sim/alerts",
                            "{\"tenant\":\"%s\",\"put\":[{\"composite_id\":\"%s\",\"aggregate_id\":\"%s\"}]}"
                                    .formatted(
                                            tenant,
                                            Tenant.of(tenant, "", "", 1).cid()
                                                    + ":ind:"
                                                    + HEX
                                                    + ":7-7-7",
                                            AGGREGATE))
                    .statusCode(200);
        }
        return taken(alerts, count);
    }

    private List<String> hosts(Row row, int count) {
        if (hosts.size() < count) {
            hosts.clear();
            hosts.addAll(vendor.workstations(Math.max(HOSTS, count)));
        }
        List<String> ids = taken(hosts, count);
        vendor.settle("0s", false);
        switch (row) {
            case DEISOLATE_ENDPOINTS -> vendor.actOnHosts("contain", ids);
            case PERFORM_HOST_ACTION -> vendor.actOnHosts("detection_suppress", ids);
            default -> {}
        }
        return ids;
    }

    private static List<String> taken(Deque<String> from, int count) {
        List<String> ids = Stream.generate(from::poll).limit(count).toList();
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw new IllegalStateException("The stock is too small.");
        }
        return ids;
    }

    /** Whether the row's action was done to it, as Falcon has it. */
    boolean isDone(Row row, String id) {
        return switch (row) {
            case UPDATE_ALERT_STATUS -> "closed".equals(alert(id).get("status"));
            case ADD_NEW_COMMENT_TO_ALERT -> alert(id).toString().contains("Tabled. [ropewalk:");
            case ISOLATE_ENDPOINTS -> "contained".equals(vendor.host(id).get("status"));
            case DEISOLATE_ENDPOINTS -> "normal".equals(vendor.host(id).get("status"));
            case PERFORM_HOST_ACTION ->
                    !"suppressed".equals(vendor.host(id).get("detection_suppression_status"));
            case CREATE_PREVENTION_POLICIES -> policies("name").containsKey("Copy of " + id);
            case UPDATE_PREVENTION_POLICIES -> isQuarantining(policies("id").get(id));
            case DELETE_PREVENTION_POLICIES -> !policies("id").containsKey(id);
            case PERFORM_PREVENTION_POLICY_ACTION ->
                    policies("id").get(id).toString().contains("rules-7");
            default -> throw new IllegalArgumentException(row + " does nothing");
        };
    }

    /** How often the request's comment stands at an alert. */
    int comments(String id) {
        return alert(id).toString().split("Tabled\\. \\[ropewalk:", -1).length - 1;
    }

    private Map<String, Object> alert(String id) {
        return vendor.alerts(10_000).stream()
                .filter(it -> id.equals(it.get("composite_id")))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Map<String, Object>> policies(String key) {
        return vendor.policies().stream()
                .collect(
                        Collectors.toMap(
                                it -> it.get(key).toString(), it -> it, (first, _) -> first));
    }

    private static boolean isQuarantining(Map<String, Object> policy) {
        return policy.toString().matches("(?s).*id=QuarantineOnWrite[^}]*value=\\{enabled=true}.*");
    }
}
