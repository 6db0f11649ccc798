package io.ropewalk.inventory.run;

import java.util.Locale;

/** How much is read. */
public enum Mode {
    /** Everything; the only mode that retires. */
    FULL,
    /** What the vendor changed since the last success. */
    INCREMENTAL;

    /** The name in requests and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
