package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;

/** The simulator's control. */
public final class Simulated {
    private final int port;
    private final Api control;

    Simulated(int port, Api control) {
        this.port = port;
        this.control = control;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** One customer with its own credentials. */
    void scenario(String tenant, String clientId, String clientSecret, int hosts) {
        String body =
                """
                {"tenants":[{"name":"%s","clientId":"%s","clientSecret":"%s","hosts":%d}]}\
                """
                        .formatted(tenant, clientId, clientSecret, hosts);
        control.post("/_sim/scenario", body).success();
    }

    /** Lets time pass in the estate: shares between 0 and 1. */
    public void change(double changed, double removed, int added) {
        control.post(
                        "/_sim/scenario",
                        "{\"change\":{\"changed\":%s,\"removed\":%s,\"added\":%d}}"
                                .formatted(changed, removed, added))
                .success();
    }

    /** Changes what tenants have besides hosts and events, as the control takes it. */
    public void inventory(String change) {
        control.post("/_sim/inventory", change).success();
    }

    /**
     * One customer with a feed, and no limits on calls.
     *
     * @param feed as the control takes it
     */
    public void feed(String tenant, Secrets secrets, String feed) {
        feed(tenant, secrets, feed, 1);
    }

    /** The same with so many hosts. */
    public void feed(String tenant, Secrets secrets, String feed, int hosts) {
        String body =
                """
                {"limits":"off","tenants":[{"name":"%s","clientId":"%s","clientSecret":"%s","hosts":%d,"feed":%s}]}\
                """
                        .formatted(tenant, Suite.CLIENT_ID, secrets.clientSecret(), hosts, feed);
        control.post("/_sim/scenario", body).success();
    }

    /** How the receivers behave, as the control takes it. */
    public void receivers(String settings) {
        control.post("/_sim/scenario", "{\"receivers\":" + settings + "}").success();
    }

    /** What a receiver has got. */
    public JsonNode received(String path) {
        return control.get(path).success();
    }

    /** The feeds: extents, sessions, counts, history. */
    public JsonNode streams() {
        return control.get("/_sim/streams").success().path("tenants").path(0);
    }

    /** Does something to the feeds. */
    public void streams(String body) {
        control.post("/_sim/streams", body).success();
    }

    /** Does something in OpenCTI, as the control takes it; answers how it stands then. */
    public JsonNode openCti(String change) {
        return control.post("/_sim/opencti", change).success();
    }

    /** Changes the IOCs of the customer by hand, or how writes of them are judged. */
    public void iocs(String change) {
        control.post("/_sim/iocs", change).success();
    }

    /** Every IOC of the customer, by the vendor's names. */
    public JsonNode iocs() {
        return control.get("/_sim/iocs?limit=1000000").success().path("items");
    }

    /** Changes the customer's alerts, or how they are judged. */
    public void alerts(String change) {
        control.post("/_sim/alerts", change).success();
    }

    /** The customer's oldest alerts by the vendor's names, and what was written to all of them. */
    public JsonNode alerts(int limit) {
        return control.get("/_sim/alerts?limit=" + limit).success();
    }

    /** Requests to a path so far that were no GET, whatever became of them. */
    public long writes(String path) {
        long writes = 0;
        JsonNode counts = control.get("/_sim/requests?path=none").success().path("counts");
        for (var count : counts.properties()) {
            boolean counted = count.getKey().contains(" " + path + " ");
            writes += counted && !count.getKey().startsWith("GET ") ? count.getValue().asLong() : 0;
        }
        return writes;
    }

    /** Arms rules as the control takes them, after those that are there. */
    public void rules(String rules) {
        control.post("/_sim/faults", "{\"rules\":" + rules + "}").success();
    }

    /** How many hosts a complete listing holds now. */
    public long hosts() {
        return control.get("/_sim/scenario")
                .success()
                .path("tenants")
                .path(0)
                .path("hosts")
                .asLong();
    }

    /**
     * Arms one rule.
     *
     * @param path of the calls it fires on
     * @param skip how many of them pass first
     * @param times a number, or {@code "forever"} in quotes
     * @param fault as the control takes it
     */
    public void fault(String path, int skip, String times, String fault) {
        control.post(
                        "/_sim/faults",
                        """
                        {"rules":[{"match":{"path":"%s"},"skip":%d,"times":%s,"fault":%s}]}\
                        """
                                .formatted(path, skip, times, fault))
                .success();
    }

    public void clearFaults() {
        control.delete("/_sim/faults").success();
    }

    /** How often the armed rules have fired. */
    public long fired() {
        long fired = 0;
        for (JsonNode rule : control.get("/_sim/faults").success().path("rules")) {
            fired += rule.path("fired").asLong();
        }
        return fired;
    }

    /** Requests so far to all paths that begin so. */
    public long calls(String path) {
        long calls = 0;
        JsonNode counts = control.get("/_sim/requests?path=none").success().path("counts");
        for (var count : counts.properties()) {
            calls += count.getKey().contains(" " + path) ? count.getValue().asLong() : 0;
        }
        return calls;
    }

    /** Requests to a path so far. */
    public JsonNode requests(String path) {
        return control.get("/_sim/requests?path=" + path).success().path("requests");
    }

    /** What arrived that the real API would not understand. */
    public JsonNode violations() {
        return control.get("/_sim/violations").success();
    }
}
