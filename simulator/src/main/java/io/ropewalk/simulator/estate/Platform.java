package io.ropewalk.simulator.estate;

/** The families of operating systems, as policies and findings tell them apart. */
public enum Platform {
    WINDOWS("Windows"),
    MAC("Mac"),
    LINUX("Linux");

    private final String text;

    Platform(String text) {
        this.text = text;
    }

    /** As {@code platform_name} has it. */
    public String text() {
        return text;
    }
}
