package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.text;

import java.util.List;
import java.util.stream.Stream;

/** The machine and its operating system. */
final class SystemFields {
    private static final Texts MAKERS = Texts.of("Dell Inc.", "LENOVO", "HP", "VMware, Inc.");
    private static final Texts[] PRODUCTS = {
        Texts.of("Latitude 7440", "OptiPlex 7010", "PowerEdge R750"),
        Texts.of("20XW0026GE", "21CBCTO1WW", "ThinkSystem SR650 V2"),
        Texts.of("HP EliteBook 840 G10", "HP ProDesk 600 G6", "ProLiant DL380 Gen10"),
        Texts.of("VMware7,1", "VMware Virtual Platform")
    };
    private static final Texts MAC_PRODUCTS = Texts.of("Mac14,2", "MacBookPro18,3", "Mac15,6");
    private static final Texts BIOS_MAKERS =
            Texts.of("Dell Inc.", "LENOVO", "HP", "Phoenix Technologies LTD");
    private static final Texts CPUS = Texts.of("GenuineIntel", "GenuineIntel", "AuthenticAMD");
    private static final Texts SIGNATURES = Texts.of("591594", "526057", "395366", "10489616");
    private static final byte[] APPLE = Texts.bytes("Apple Inc.");
    private static final byte[] PLACEHOLDER_SERIAL = Texts.bytes("To be filled by O.E.M.");

    private SystemFields() {}

    static List<HostField> all() {
        return Stream.of(hardware(), operatingSystem()).flatMap(List::stream).toList();
    }

    private static List<HostField> hardware() {
        return List.of(
                text("bios_manufacturer", (host, _, out) -> out.raw(bios(host))),
                text(
                        "bios_version",
                        (host, _, out) -> {
                            out.decimal(1 + host.below(Salt.BIOS, 3)).put('.');
                            out.decimal(host.below(Salt.BIOS, 40))
                                    .put('.')
                                    .decimal(host.below(Salt.BIOS, 7));
                        }),
                text("chassis_type", (host, _, out) -> out.raw(chassis(host)[0])),
                text("chassis_type_desc", (host, _, out) -> out.raw(chassis(host)[1])),
                text(
                        "cpu_signature",
                        (host, _, out) -> out.raw(SIGNATURES.pick(host.bits(Salt.HARDWARE) >>> 8))),
                text(
                        "cpu_vendor",
                        (host, _, out) -> out.raw(CPUS.pick(host.bits(Salt.HARDWARE) >>> 8))),
                text(
                        "serial_number",
                        host -> host.below(Salt.SERIAL, 100) >= 3,
                        (host, _, out) -> {
                            if (host.below(Salt.SERIAL, 100) == 3) {
                                out.raw(PLACEHOLDER_SERIAL);
                            } else {
                                out.hex(host.bits(Salt.SERIAL), 14);
                            }
                        }),
                text("system_manufacturer", (host, _, out) -> out.raw(maker(host))),
                text("system_product_name", (host, _, out) -> out.raw(product(host))));
    }

    private static List<HostField> operatingSystem() {
        return List.of(
                text(
                        "build_number",
                        host -> host.os().isWindows(),
                        (host, _, out) -> out.raw(host.os().osBuild())),
                text("kernel_version", (host, _, out) -> out.raw(host.os().kernel())),
                text("major_version", (host, _, out) -> out.raw(host.os().major())),
                text("minor_version", (host, _, out) -> out.raw(host.os().minor())),
                text(
                        "os_build",
                        host -> !host.os().isLinux(),
                        (host, _, out) -> out.raw(host.os().osBuild())),
                text("os_product_name", (host, _, out) -> out.raw(host.os().osProductName())),
                text("os_version", (host, _, out) -> out.raw(host.os().osVersion())),
                text(
                        "linux_sensor_mode",
                        host -> host.os().isLinux(),
                        (_, _, out) -> out.raw("Kernel Mode")),
                text(
                        "deployment_type",
                        host -> host.os().isLinux(),
                        (_, _, out) -> out.raw("Standard")),
                text("platform_id", (host, _, out) -> out.raw(host.os().platformId())),
                text("platform_name", (host, _, out) -> out.raw(host.os().platformName())),
                text("pointer_size", (_, _, out) -> out.put('8')),
                text(
                        "product_type",
                        host -> !host.os().isMac(),
                        (host, _, out) -> out.raw(host.os().productType())),
                text("product_type_desc", (host, _, out) -> out.raw(host.os().productTypeDesc())));
    }

    private static byte[][] chassis(Host host) {
        if (host.cloud() != Host.Cloud.NONE) {
            return Chassis.OTHER;
        }
        return host.os().isServer()
                ? Chassis.RACK
                : host.below(Salt.HARDWARE, 3) == 0 ? Chassis.DESKTOP : Chassis.LAPTOP;
    }

    private static byte[] maker(Host host) {
        if (host.os().isMac()) {
            return APPLE;
        }
        return host.cloud() == Host.Cloud.NONE
                ? MAKERS.pick(host.bits(Salt.HARDWARE))
                : host.cloud().maker();
    }

    private static byte[] bios(Host host) {
        if (host.os().isMac()) {
            return APPLE;
        }
        return host.cloud() == Host.Cloud.NONE
                ? BIOS_MAKERS.pick(host.bits(Salt.HARDWARE))
                : host.cloud().maker();
    }

    private static byte[] product(Host host) {
        if (host.os().isMac()) {
            return MAC_PRODUCTS.pick(host.bits(Salt.HARDWARE));
        }
        if (host.cloud() != Host.Cloud.NONE) {
            return host.cloud().product();
        }
        var products =
                PRODUCTS[(int) Long.remainderUnsigned(host.bits(Salt.HARDWARE), PRODUCTS.length)];
        return products.pick(host.bits(Salt.HARDWARE) >>> 20);
    }

    /** SMBIOS chassis numbers and their names. */
    private static final class Chassis {
        private static final byte[][] DESKTOP = {Texts.bytes("3"), Texts.bytes("Desktop")};
        private static final byte[][] LAPTOP = {Texts.bytes("9"), Texts.bytes("Laptop")};
        private static final byte[][] RACK = {Texts.bytes("23"), Texts.bytes("Rack Mount Chassis")};
        private static final byte[][] OTHER = {Texts.bytes("1"), Texts.bytes("Other")};
    }
}
