package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.raw;
import static io.ropewalk.simulator.estate.HostField.text;

import java.util.List;
import java.util.stream.Stream;

/** The sensor on the host, its state, and when it was seen. */
final class SensorFields {
    private static final Texts AGENTS =
            Texts.of(
                    "7.18.19110.0",
                    "7.18.19110.0",
                    "7.18.19110.0",
                    "7.17.18721.0",
                    "7.17.18721.0",
                    "7.16.18613.0",
                    "7.15.18514.0",
                    "7.14.18410.0",
                    "7.11.18110.0",
                    "6.58.17212.0",
                    "6.54.16812.0");
    private static final Texts CONFIG_BUILDS =
            Texts.of("19110", "19110", "18721", "18613", "18514", "17212");
    private static final Texts LOAD_FLAGS = Texts.of("0", "0", "0", "1", "3");
    private static final Texts STATUSES = Texts.of("normal");
    private static final byte[] CONTAINED = Texts.bytes("contained");
    private static final byte[] META_START = Texts.bytes("{\n    \"version\": \"");
    private static final byte[] META_MIDDLE = Texts.bytes("\",\n    \"version_string\": \"");
    private static final byte[] META_END = Texts.bytes("\"\n   }");

    private SensorFields() {}

    static List<HostField> all() {
        return Stream.of(identity(), state(), times()).flatMap(List::stream).toList();
    }

    private static List<HostField> identity() {
        return List.of(
                text("device_id", (host, _, out) -> host.deviceId(out)),
                text("cid", (host, _, out) -> out.raw(host.cid())),
                text(
                        "agent_load_flags",
                        (host, _, out) -> out.raw(LOAD_FLAGS.pick(host.bits(Salt.AGENT)))),
                text(
                        "agent_local_time",
                        (host, _, out) -> Times.write(host.lastReboot() + 600, out)),
                text(
                        "agent_version",
                        (host, _, out) -> out.raw(AGENTS.pick(host.versionedBits(Salt.AGENT)))),
                text("config_id_base", (_, _, out) -> out.decimal(65994763)),
                text(
                        "config_id_build",
                        (host, _, out) ->
                                out.raw(CONFIG_BUILDS.pick(host.versionedBits(Salt.AGENT)))),
                text("config_id_platform", (host, _, out) -> out.raw(host.os().platformId())));
    }

    private static List<HostField> state() {
        return List.of(
                text("provision_status", (_, _, out) -> out.raw("Provisioned")),
                text(
                        "reduced_functionality_mode",
                        (host, _, out) -> out.raw(yesIf(host.below(Salt.RFM, 40) == 0))),
                text("rtr_state", (_, _, out) -> out.raw("enabled")),
                text("status", (host, _, out) -> out.raw(status(host))),
                text(
                        "filesystem_containment_status",
                        (host, _, out) -> out.raw(either(host.state().filesystem(), "normal"))),
                text(
                        "detection_suppression_status",
                        (host, _, out) ->
                                out.raw(either(host.state().suppression(), "unsuppressed"))),
                text(
                        "host_hidden_status",
                        (host, _, out) -> out.raw(host.hidden() ? "hidden" : "visible")));
    }

    private static List<HostField> times() {
        return List.of(
                text(
                        "first_seen",
                        host -> gap(host) != 0,
                        (host, _, out) -> Times.write(host.firstSeen(), out)),
                text(
                        "last_seen",
                        host -> gap(host) != 1,
                        (host, _, out) -> Times.write(host.lastSeen(), out)),
                text("modified_timestamp", (host, _, out) -> Times.write(host.modified(), out)),
                text("last_reboot", (host, _, out) -> Times.write(host.lastReboot(), out)),
                raw(
                        "meta",
                        (host, _, out) -> {
                            var version =
                                    Long.remainderUnsigned(host.versionedBits(Salt.META), 90_000);
                            out.raw(META_START).decimal(version).raw(META_MIDDLE);
                            out.decimal(6).put(':').decimal(version * 7919).raw(META_END);
                        }));
    }

    /** 0: never seen first, 1: never seen last, 2: no name; about one host in two hundred each. */
    static int gap(Host host) {
        return host.below(Salt.GAPS, 200);
    }

    private static byte[] status(Host host) {
        var brought = host.state().containment();
        if (!brought.isEmpty()) {
            return Texts.bytes(brought);
        }
        return host.below(Salt.STATUS, 250) == 0 ? CONTAINED : STATUSES.pick(0);
    }

    private static String either(String brought, String drawn) {
        return brought.isEmpty() ? drawn : brought;
    }

    private static String yesIf(boolean condition) {
        return condition ? "yes" : "no";
    }
}
