package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.text;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;

/**
 * Names and addresses. Hosts of one office share the address they leave through; half of the cloud
 * hosts have their own.
 */
final class NetworkFields {
    private static final Texts DOMAINS =
            Texts.of("corp.example.com", "emea.example.com", "prod.example.net");
    private static final Texts CITIES =
            Texts.of("Berlin", "Lyon", "Austin", "Osaka", "Pune", "Leeds");

    private NetworkFields() {}

    static List<HostField> all() {
        return List.of(
                text(
                        "hostname",
                        host -> SensorFields.gap(host) != 2,
                        (host, _, out) -> hostname(host, out)),
                text("local_ip", (host, _, out) -> address(host, 2 + localOctet(host), out)),
                text("connection_ip", (host, _, out) -> address(host, 2 + localOctet(host), out)),
                text("default_gateway_ip", (host, _, out) -> address(host, 1, out)),
                text("external_ip", (host, _, out) -> external(host, out)),
                text("mac_address", (host, _, out) -> mac(host, out)),
                text("connection_mac_address", (host, _, out) -> mac(host, out)),
                text(
                        "machine_domain",
                        host -> host.os().isWindows(),
                        (host, _, out) -> out.raw(domain(host))),
                text(
                        "site_name",
                        host -> host.os().isWindows(),
                        (host, _, out) -> {
                            out.raw(CITIES.pick(host.site())).put('-').decimal(host.site());
                        }),
                text(
                        "zone_group",
                        host -> host.os().isServer(),
                        (host, _, out) -> {
                            out.raw("zone-").decimal(host.site() % 5);
                        }),
                text(
                        "host_utc_offset",
                        (host, _, out) -> out.put('-').padded(host.site() % 12, 2).raw("00")));
    }

    static void hostname(Host host, ByteSink out) {
        out.raw(host.os().hostPrefix()).put('-').hex(host.bits(Salt.HOSTNAME), 8);
    }

    static byte[] domain(Host host) {
        return DOMAINS.pick(host.site());
    }

    private static int localOctet(Host host) {
        return (int) Long.remainderUnsigned(host.versionedBits(Salt.LOCAL_IP), 250);
    }

    /** 10.x.y.z, where x and y name the site. */
    private static void address(Host host, int last, ByteSink out) {
        out.raw("10.")
                .decimal(host.site() / 250 % 250)
                .put('.')
                .decimal(host.site() % 250)
                .put('.')
                .decimal(last);
    }

    private static void external(Host host, ByteSink out) {
        var own = host.cloud() != Host.Cloud.NONE && host.below(Salt.EXTERNAL_IP, 2) == 0;
        if (own) {
            var bits = host.bits(Salt.EXTERNAL_IP);
            out.decimal(34 + (bits >>> 8 & 31)).put('.').decimal(bits >>> 16 & 255).put('.');
            out.decimal(bits >>> 24 & 255).put('.').decimal(1 + (bits >>> 32) % 250);
        } else {
            // RFC 2544 keeps this range free for benchmarks.
            out.raw("198.18.")
                    .decimal(host.site() / 250 % 250)
                    .put('.')
                    .decimal(1 + host.site() % 250);
        }
    }

    private static void mac(Host host, ByteSink out) {
        var bits = host.bits(Salt.MAC);
        // Second lowest bit of the first octet: locally administered, so no maker's prefix is
        // claimed.
        out.hex((bits & 0xfc) | 2, 2);
        for (var shift = 8; shift <= 40; shift += 8) {
            out.put('-').hex(bits >>> shift, 2);
        }
    }
}
