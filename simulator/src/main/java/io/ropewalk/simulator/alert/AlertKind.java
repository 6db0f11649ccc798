package io.ropewalk.simulator.alert;

/** Kinds of alert, by product and by where they carry a hash. */
enum AlertKind {
    PROCESS(50, "epp", "ldt", HashAt.TOP),
    SCAN(10, "epp", "ods", HashAt.TOP),
    QUARANTINE(5, "epp", "ldt", HashAt.QUARANTINE),
    INDICATOR(4, "epp", "ldt", HashAt.IOC),
    XDR(9, "xdr", "xdr", HashAt.ENTITIES),
    OVERWATCH(3, "overwatch", "ofp", HashAt.TOP),
    NGSIEM(6, "ngsiem", "ngsiem", HashAt.NOWHERE),
    LEAD(5, "automated-lead", "automated-lead", HashAt.NOWHERE),
    IDENTITY(8, "idp", "idp-session-source-user-endpoint-target-info", HashAt.NOWHERE);

    /** Where the hash of what was found stands. */
    enum HashAt {
        /** {@code sha256}. */
        TOP,
        /** {@code sha256}, and {@code quarantined_files.sha256}. */
        QUARANTINE,
        /** {@code ioc_value}, {@code ioc_values} and {@code ioc_context.sha256}. */
        IOC,
        /** {@code entities.sha256} and {@code entity_values.sha256s}. */
        ENTITIES,
        NOWHERE
    }

    /** How many there are in a hundred. */
    private final int share;

    private final String product;
    private final String type;
    private final HashAt hash;

    AlertKind(int share, String product, String type, HashAt hash) {
        this.share = share;
        this.product = product;
        this.type = type;
        this.hash = hash;
    }

    static AlertKind drawn(long draw) {
        var left = (int) Long.remainderUnsigned(draw, 100);
        for (var kind : values()) {
            left -= kind.share;
            if (left < 0) {
                return kind;
            }
        }
        return PROCESS;
    }

    String product() {
        return product;
    }

    String type() {
        return type;
    }

    HashAt hash() {
        return hash;
    }

    /** Whether it is about a host. */
    boolean onHost() {
        return switch (this) {
            case PROCESS, SCAN, QUARANTINE, INDICATOR, OVERWATCH -> true;
            case XDR, NGSIEM, LEAD, IDENTITY -> false;
        };
    }

    /** Its composite id. */
    String compositeId(String cid, String aid, long number) {
        var hex = "%016x".formatted(number);
        return cid
                + switch (this) {
                    case PROCESS, SCAN, QUARANTINE, INDICATOR, OVERWATCH ->
                            ":ind:" + aid + ":" + number + "-10303-" + share;
                    case XDR -> ":ind:" + cid + ":xdr|" + hex;
                    case NGSIEM -> ":ngsiem:" + cid + ":" + hex;
                    case LEAD -> ":automated-lead:" + cid + ":" + hex;
                    case IDENTITY -> ":ind:" + cid + ":" + hex;
                };
    }
}
