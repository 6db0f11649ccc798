package io.ropewalk.alertops.work;

import java.util.Locale;

/** What a caller may do; each may do what those before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Acts. */
    RESPONDER,
    /** Changes policies and passes guards. */
    ADMIN;

    /** As in the token's {@code groups} claim. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
