package io.ropewalk.simulator.discover;

import static java.util.Map.entry;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Platform;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Records;
import io.ropewalk.simulator.records.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** What is installed on hosts: on each a fixed number of different ones. */
public final class Applications extends Collection<Applications.Application> {
    private static final String COLLECTION = "applications";
    private static final long PURPOSE = Mix.of(COLLECTION);
    private static final long DAY = 86_400;

    /** How many there are; a stride of it reaches all. */
    private static final int PRODUCTS = 31;

    private static final List<String> NAMES =
            List.of(
                    "Google|Chrome",
                    "Mozilla|Firefox",
                    "Adobe|Acrobat Reader",
                    "Oracle|Java SE",
                    "Zoom|Zoom Workplace",
                    "Python|Python",
                    "Git|Git",
                    "OpenSSL|OpenSSL",
                    "VideoLAN|VLC media player",
                    "Igor Pavlov|7-Zip");
    private static final Map<String, Function<Application, List<String>>> TABLE =
            Map.ofEntries(
                    entry("id", app -> List.of(app.id())),
                    entry("cid", app -> List.of(app.view.cid())),
                    entry("name", app -> List.of(app.name())),
                    entry("vendor", app -> List.of(app.vendor())),
                    entry("version", app -> List.of(app.version())),
                    entry("name_vendor", app -> List.of(app.nameVendor())),
                    entry("name_vendor_version", app -> List.of(app.nameVendorVersion())),
                    entry("first_seen_timestamp", app -> List.of(Times.text(app.installed()))),
                    entry("installation_timestamp", app -> List.of(Times.text(app.installed()))),
                    entry("last_updated_timestamp", app -> List.of(Times.text(app.updated()))),
                    entry("last_used_timestamp", app -> List.of(Times.text(app.updated()))),
                    entry("last_used_user_name", app -> app.view.one("last_login_user")),
                    entry("is_suspicious", _ -> List.of("false")),
                    entry("is_normalized", _ -> List.of("true")),
                    entry("host.id", app -> List.of(app.view.assetId())),
                    entry("host.aid", app -> List.of(app.view.aid())),
                    entry("host.hostname", app -> app.view.one("hostname")),
                    entry("host.platform_name", app -> app.view.one("platform_name")),
                    entry("host.os_version", app -> app.view.one("os_version")),
                    entry("host.machine_domain", app -> app.view.one("machine_domain")),
                    entry("host.product_type_desc", app -> app.view.one("product_type_desc")),
                    entry("host.agent_version", app -> app.view.one("agent_version")),
                    entry("host.external_ip", app -> app.view.one("external_ip")),
                    entry("host.tags", app -> app.view.values("tags")),
                    entry("host.groups", app -> app.view.values("groups")));

    private final Estate estate;
    private final int perHost;
    private final DiscoverIds ids;

    public Applications(Estate estate, int perHost) {
        super(TABLE);
        this.estate = estate;
        this.perHost = perHost;
        this.ids = new DiscoverIds(estate.spec().cid(), COLLECTION);
    }

    @Override
    public void forEach(LongConsumer places) {
        for (var slot : estate.slots()) {
            for (var number = 0; number < perHost; number++) {
                places.accept((long) slot * View.PER_HOST + number);
            }
        }
    }

    @Override
    public OptionalLong find(String id) {
        return ids.parse(id)
                .filter(target -> target.number() < perHost && estate.isVisible(target.key()))
                .map(target ->
                        OptionalLong.of(
                                (long) estate.slotOf(target.key()) * View.PER_HOST
                                        + target.number()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Application row() {
        return new Application();
    }

    /** One application at a time. */
    final class Application implements Row {
        private final View view = new View(estate);
        private int number;
        private int product;
        private long hash;

        @Override
        public void moveTo(long place) {
            number = view.moveTo(place);
            var start = view.host().draw(PURPOSE, -1);
            var stride = 1 + Long.remainderUnsigned(start >>> 8, PRODUCTS - 1);
            product = (int) Long.remainderUnsigned((start & 0xff) + stride * number, PRODUCTS);
            hash = view.host().draw(PURPOSE, number);
        }

        @Override
        public String id() {
            return ids.of(view.host().key(), number);
        }

        private String[] parts() {
            return product < NAMES.size()
                    ? NAMES.get(product).split("\\|", -1)
                    : new String[] {"Example Software", "Example Tool " + product};
        }

        private String vendor() {
            return parts()[0];
        }

        private String name() {
            return parts()[1];
        }

        /** Four versions of each are about. */
        private String version() {
            return product + 1 + "." + (hash & 3) + ".0";
        }

        private String nameVendor() {
            return name() + "-" + vendor();
        }

        private String nameVendorVersion() {
            return nameVendor() + "-" + version();
        }

        private long installed() {
            return view.host().firstSeen() + (hash >>> 8 & 0xff) * 3600;
        }

        private long updated() {
            return view.host().lastSeen() - (hash >>> 16 & 0xf) * DAY;
        }

        @Override
        public List<String> values(String field) {
            return Applications.this.values(this, field);
        }

        @Override
        public void writeTo(ByteSink out, Set<String> facets, String omitted) {
            Json.element(out, omitted, json -> members(json, facets));
        }

        private void members(Json json, Set<String> facets) {
            var whole = facets.equals(Records.WHOLE);
            json.text("id", id()).text("cid", view.cid()).text("name", name());
            json.text("vendor", vendor()).text("version", version());
            json.text("name_vendor", nameVendor()).text("name_vendor_version", nameVendorVersion());
            json.text("software_type", "application").text("category", "Other");
            json.texts("architectures", List.of("x64")).texts("groups", List.of());
            json.flag("is_normalized", true).flag("is_suspicious", false);
            json.text("versioning_scheme", "semver");
            json.text("first_seen_timestamp", Times.text(installed()));
            json.text("last_updated_timestamp", Times.text(updated()));
            if (whole || facets.contains("host_info")) {
                json.object("host", this::host);
            }
            if (whole || facets.contains("install_usage")) {
                var windows = view.host().platform() == Platform.WINDOWS;
                json.texts(
                        "installation_paths",
                        List.of(windows ? "C:\\Program Files\\" + name() : "/opt/" + name()));
                json.text("installation_timestamp", Times.text(installed()));
                json.text("last_used_timestamp", Times.text(updated()));
                json.textIfAny("last_used_user_name", view.first("last_login_user"));
                json.textIfAny("last_used_user_sid", view.first("last_login_user_sid"));
            }
        }

        private void host(Json json) {
            json.text("id", view.assetId());
            view.describe(json);
        }
    }
}
