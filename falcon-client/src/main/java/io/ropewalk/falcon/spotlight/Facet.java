package io.ropewalk.falcon.spotlight;

import java.util.Locale;

/** A block of a finding that comes only when it is asked for; otherwise it holds ids or nothing. */
public enum Facet {
    /** The host: name, groups, tags, exposure. */
    HOST_INFO,
    /** What to do about it. */
    REMEDIATION,
    /** The CVE: score, severity, exploits. */
    CVE,
    /** How the sensor came to its finding. */
    EVALUATION_LOGIC;

    /** The vendor's name of it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
