package io.ropewalk.simulator.discover;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.HostReader;
import io.ropewalk.simulator.records.Json;
import java.util.List;

/** The host a record is about. For one thread. */
final class View {
    static final int PER_HOST = 256;

    private final Estate estate;
    private final Host host;
    private final HostReader reader;
    private final DiscoverIds assets;
    private int slot = -1;

    View(Estate estate) {
        this.estate = estate;
        this.host = estate.host();
        this.reader = new HostReader(host);
        this.assets = new DiscoverIds(estate.spec().cid(), Assets.COLLECTION);
    }

    /** Moves to the host of a place, and gives the number there. */
    int moveTo(long place) {
        var newSlot = (int) (place / PER_HOST);
        if (newSlot != slot) {
            slot = newSlot;
            host.at(estate.keyAt(newSlot));
        }
        return (int) (place % PER_HOST);
    }

    Host host() {
        return host;
    }

    String aid() {
        return estate.deviceId(host.key());
    }

    String cid() {
        return estate.spec().cid();
    }

    String assetId() {
        return assets.of(host.key(), 0);
    }

    long asOf() {
        return estate.spec().asOf().getEpochSecond();
    }

    String first(String field) {
        return reader.first(field);
    }

    List<String> values(String field) {
        return reader.values(field);
    }

    /** The value as a list of at most one. */
    List<String> one(String field) {
        var value = first(field);
        return value.isEmpty() ? List.of() : List.of(value);
    }

    /** Members that assets and the hosts of applications share. */
    void describe(Json json) {
        json.text("aid", aid()).textIfAny("hostname", first("hostname"));
        json.text("platform_name", first("platform_name")).text("os_version", first("os_version"));
        json.text("product_type_desc", first("product_type_desc"));
        json.text("agent_version", first("agent_version"));
        json.text("external_ip", first("external_ip"));
        json.textIfAny("machine_domain", first("machine_domain"));
        json.textIfAny("site_name", first("site_name"));
        json.text("system_manufacturer", first("system_manufacturer"));
        json.textIfAny("system_serial_number", first("serial_number"));
        json.text("kernel_version", first("kernel_version"));
        json.texts("tags", values("tags")).texts("groups", values("groups"));
        json.texts("ous", values("ou"));
    }
}
