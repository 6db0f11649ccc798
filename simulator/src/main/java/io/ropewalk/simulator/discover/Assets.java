package io.ropewalk.simulator.discover;

import static java.util.Map.entry;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Machines: those with a sensor, and some that others saw. A place is the slot of the host times
 * 256, or from 3 * 2^30 on the number of a machine without a sensor.
 */
public final class Assets extends Collection<Assets.Asset> {
    static final String COLLECTION = "assets";

    private static final String UNMANAGED = "unmanaged assets";
    private static final long FIRST_UNMANAGED = 3L << 30;
    private static final long DAY = 86_400;
    private static final Map<String, Function<Asset, List<String>>> TABLE =
            Map.ofEntries(
                    entry("id", asset -> List.of(asset.id())),
                    entry("cid", asset -> List.of(asset.view.cid())),
                    entry("aid", asset -> asset.managed ? List.of(asset.view.aid()) : List.of()),
                    entry("entity_type", asset -> List.of(asset.type())),
                    entry("hostname", asset -> asset.of("hostname", "host-" + asset.number)),
                    entry("platform_name", asset -> asset.of("platform_name", "Windows")),
                    entry("os_version", asset -> asset.of("os_version", "")),
                    entry("product_type_desc", asset -> asset.of("product_type_desc", "")),
                    entry("agent_version", asset -> asset.of("agent_version", "")),
                    entry("external_ip", asset -> asset.of("external_ip", "")),
                    entry("machine_domain", asset -> asset.of("machine_domain", "")),
                    entry("site_name", asset -> asset.of("site_name", "")),
                    entry("system_manufacturer", asset -> asset.of("system_manufacturer", "")),
                    entry("system_serial_number", asset -> asset.of("serial_number", "")),
                    entry("kernel_version", asset -> asset.of("kernel_version", "")),
                    entry("tags", asset -> asset.of("tags", "")),
                    entry("groups", asset -> asset.of("groups", "")),
                    entry("cloud_provider", asset -> asset.of("service_provider", "")),
                    entry("cloud_account_id", asset -> asset.of("service_provider_account_id", "")),
                    entry("mac_addresses", asset -> List.of(asset.mac())),
                    entry("local_ip_addresses", asset -> List.of(asset.address())),
                    entry("network_interfaces.mac_address", asset -> List.of(asset.mac())),
                    entry("network_interfaces.local_ip", asset -> List.of(asset.address())),
                    entry("first_seen_timestamp", asset -> List.of(Times.text(asset.first()))),
                    entry("last_seen_timestamp", asset -> List.of(Times.text(asset.last()))));

    private final Estate estate;
    private final int unmanaged;

    public Assets(Estate estate, int unmanaged) {
        super(TABLE);
        this.estate = estate;
        this.unmanaged = unmanaged;
    }

    @Override
    public void forEach(LongConsumer places) {
        for (var slot : estate.slots()) {
            places.accept((long) slot * View.PER_HOST);
        }
        for (var number = 0; number < unmanaged; number++) {
            places.accept(FIRST_UNMANAGED + number);
        }
    }

    @Override
    public OptionalLong find(String id) {
        var cid = estate.spec().cid();
        var managed =
                new DiscoverIds(cid, COLLECTION)
                        .parse(id)
                        .filter(target -> target.number() == 0 && estate.isVisible(target.key()))
                        .map(target -> (long) estate.slotOf(target.key()) * View.PER_HOST);
        return managed.or(() ->
                        new DiscoverIds(cid, UNMANAGED)
                                .parse(id)
                                .filter(target ->
                                        target.key() >= 0
                                                && target.key() < unmanaged
                                                && target.number() == 0)
                                .map(target -> FIRST_UNMANAGED + target.key()))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Asset row() {
        return new Asset();
    }

    /** One machine at a time. */
    final class Asset implements Row {
        private final View view = new View(estate);
        private final DiscoverIds unmanagedIds = new DiscoverIds(estate.spec().cid(), UNMANAGED);
        private final int[] slots = estate.slots();
        private boolean managed;
        private int number;
        private long hash;

        @Override
        public void moveTo(long place) {
            managed = place < FIRST_UNMANAGED;
            if (managed) {
                view.moveTo(place);
                return;
            }
            number = (int) (place - FIRST_UNMANAGED);
            hash = Mix.mix(estate.seed() ^ FIRST_UNMANAGED, number);
            if (slots.length > 0) {
                // The host that saw it.
                var seer = slots[(int) Long.remainderUnsigned(hash, slots.length)];
                view.moveTo((long) seer * View.PER_HOST);
            }
        }

        @Override
        public String id() {
            return managed ? view.assetId() : unmanagedIds.of(number, 0);
        }

        private String type() {
            return managed ? "managed" : (hash >>> 16 & 3) == 0 ? "unsupported" : "unmanaged";
        }

        private List<String> of(String field, String otherwise) {
            if (managed) {
                return view.values(field);
            }
            return otherwise.isEmpty() ? List.of() : List.of(otherwise);
        }

        private String mac() {
            if (managed) {
                return view.first("mac_address");
            }
            var out = ByteSink.growing(17).raw("02");
            for (var shift = 0; shift < 40; shift += 8) {
                out.put('-').hex(hash >>> shift, 2);
            }
            return out.text();
        }

        private String address() {
            return managed
                    ? view.first("local_ip")
                    : "10.%d.%d.%d"
                            .formatted(hash & 127, hash >>> 8 & 255, 1 + (hash >>> 16 & 127));
        }

        private long first() {
            return managed ? view.host().firstSeen() : last() - 20 * DAY;
        }

        private long last() {
            return managed
                    ? view.host().lastSeen()
                    : view.asOf() - Long.remainderUnsigned(hash >>> 24, 6 * DAY);
        }

        @Override
        public List<String> values(String field) {
            return Assets.this.values(this, field);
        }

        @Override
        public void writeTo(ByteSink out, Set<String> facets, String omitted) {
            Json.element(out, omitted, this::members);
        }

        private void members(Json json) {
            json.text("id", id()).text("cid", view.cid()).text("entity_type", type());
            if (managed) {
                view.describe(json);
                json.textIfAny("cloud_provider", view.first("service_provider"));
                json.textIfAny("cloud_account_id", view.first("service_provider_account_id"));
                json.textIfAny("cloud_instance_id", view.first("instance_id"));
                json.text(
                        "reduced_functionality_mode",
                        view.first("reduced_functionality_mode").equals("yes") ? "Yes" : "No");
            } else {
                json.text("hostname", "host-" + number).text("platform_name", "Windows");
                if (slots.length > 0) {
                    json.texts("discoverer_aids", List.of(view.aid()));
                    json.text("last_discoverer_aid", view.aid()).number("discoverer_count", 1);
                }
                json.number("confidence", 50 + (hash >>> 40 & 31));
            }
            json.text("current_local_ip", address());
            json.texts("local_ip_addresses", List.of(address()));
            json.texts("mac_addresses", List.of(mac()));
            json.objects(
                    "network_interfaces",
                    List.of(0),
                    _ -> json.text("local_ip", address()).text("mac_address", mac()));
            json.text("first_seen_timestamp", Times.text(first()));
            json.text("last_seen_timestamp", Times.text(last()));
        }
    }
}
