package io.ropewalk.simulator.estate;

import java.util.List;

/** An operating system as its fields appear in a host record. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OsProfile(
        Kind kind,
        byte[] platformId,
        byte[] platformName,
        byte[] osVersion,
        byte[] osBuild,
        byte[] major,
        byte[] minor,
        byte[] productType,
        byte[] productTypeDesc,
        byte[] kernel,
        byte[] osProductName,
        byte[] hostPrefix) {

    enum Kind {
        WORKSTATION,
        SERVER,
        DOMAIN_CONTROLLER
    }

    private static final List<OsProfile> WORKSTATIONS =
            List.of(
                    windows(
                            Kind.WORKSTATION,
                            "Windows 11",
                            "22631",
                            "10.0.22631.4317",
                            "Windows 11 Enterprise",
                            "WKS"),
                    windows(
                            Kind.WORKSTATION,
                            "Windows 11",
                            "26100",
                            "10.0.26100.2033",
                            "Windows 11 Enterprise",
                            "LAP"),
                    windows(
                            Kind.WORKSTATION,
                            "Windows 10",
                            "19045",
                            "10.0.19045.5011",
                            "Windows 10 Pro",
                            "WKS"),
                    mac("Sequoia (15)", "24A335", "24", "0", "24.0.0"),
                    mac("Sonoma (14)", "23H124", "23", "6", "23.6.0"));

    private static final List<OsProfile> SERVERS =
            List.of(
                    windows(
                            Kind.SERVER,
                            "Windows Server 2022",
                            "20348",
                            "10.0.20348.2762",
                            "Windows Server 2022 Datacenter",
                            "SRV"),
                    windows(
                            Kind.SERVER,
                            "Windows Server 2019",
                            "17763",
                            "10.0.17763.6414",
                            "Windows Server 2019 Standard",
                            "SRV"),
                    linux("Ubuntu 22.04", "5.15.0-122-generic", "5", "15", "web"),
                    linux("Ubuntu 24.04", "6.8.0-45-generic", "6", "8", "app"),
                    linux("RHEL 9.4", "5.14.0-427.37.1.el9_4.x86_64", "5", "14", "db"),
                    linux("RHEL 8.10", "4.18.0-553.22.1.el8_10.x86_64", "4", "18", "batch"),
                    linux("Amazon Linux 2", "4.14.353-270.569.amzn2.x86_64", "4", "14", "node"),
                    linux(
                            "Amazon Linux 2023",
                            "6.1.112-122.189.amzn2023.x86_64",
                            "6",
                            "1",
                            "node"));

    private static final OsProfile CONTROLLER =
            windows(
                    Kind.DOMAIN_CONTROLLER,
                    "Windows Server 2019",
                    "17763",
                    "10.0.17763.6414",
                    "Windows Server 2019 Standard",
                    "DC");

    /** Six in ten are workstations, one in two hundred is a domain controller. */
    static OsProfile pick(long hash) {
        var draw = Long.remainderUnsigned(hash, 200);
        if (draw == 0) {
            return CONTROLLER;
        }
        var list = draw < 120 ? WORKSTATIONS : SERVERS;
        return list.get((int) Long.remainderUnsigned(hash >>> 16, list.size()));
    }

    boolean isWindows() {
        return platformId[0] == '0';
    }

    boolean isMac() {
        return platformId[0] == '1';
    }

    boolean isLinux() {
        return platformId[0] == '3';
    }

    boolean isServer() {
        return kind != Kind.WORKSTATION;
    }

    private static OsProfile windows(
            Kind kind, String version, String build, String kernel, String product, String prefix) {
        return of(
                kind, List.of("0", "Windows", version, build, "10", "0", kernel, product, prefix));
    }

    private static OsProfile mac(
            String version, String build, String major, String minor, String kernel) {
        return of(
                Kind.WORKSTATION,
                List.of("1", "Mac", version, build, major, minor, kernel, "macOS", "MAC"));
    }

    private static OsProfile linux(
            String version, String kernel, String major, String minor, String prefix) {
        return of(
                Kind.SERVER,
                List.of("3", "Linux", version, "", major, minor, kernel, version, prefix));
    }

    private static OsProfile of(Kind kind, List<String> values) {
        var bytes = values.stream().map(Texts::bytes).toList();
        var type =
                Texts.bytes(
                        Integer.toString(
                                kind == Kind.WORKSTATION ? 1 : kind == Kind.SERVER ? 3 : 2));
        var description =
                Texts.bytes(
                        switch (kind) {
                            case WORKSTATION -> "Workstation";
                            case SERVER -> "Server";
                            case DOMAIN_CONTROLLER -> "Domain Controller";
                        });
        return new OsProfile(
                kind,
                bytes.get(0),
                bytes.get(1),
                bytes.get(2),
                bytes.get(3),
                bytes.get(4),
                bytes.get(5),
                type,
                description,
                bytes.get(6),
                bytes.get(7),
                bytes.get(8));
    }
}
