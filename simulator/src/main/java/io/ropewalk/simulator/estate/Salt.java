package io.ropewalk.simulator.estate;

/** What a hash is drawn for. The names are part of what a seed means. */
enum Salt {
    OS,
    CLOUD,
    SITE,
    FIRST_SEEN,
    LAST_SEEN,
    REBOOT,
    AGENT,
    CONFIG,
    BIOS,
    HARDWARE,
    SERIAL,
    MAC,
    LOCAL_IP,
    EXTERNAL_IP,
    HOSTNAME,
    USER,
    TAGS,
    GROUPS,
    POLICY,
    SETTINGS,
    ACCOUNT,
    INSTANCE,
    STATUS,
    RFM,
    GAPS,
    OFFSET,
    META;

    private final long value = Mix.of(name());

    long value() {
        return value;
    }
}
