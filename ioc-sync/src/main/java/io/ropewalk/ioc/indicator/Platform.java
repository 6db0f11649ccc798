package io.ropewalk.ioc.indicator;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Where an IOC applies. */
public enum Platform {
    WINDOWS("windows", "windows"),
    MAC("mac", "macos"),
    LINUX("linux", "linux"),
    ANDROID("android", "android"),
    IOS("ios", "ios");

    /** All that every customer has. */
    public static final Set<Platform> DESKTOP = Set.of(WINDOWS, MAC, LINUX);

    private final String word;
    private final String mitre;

    Platform(String word, String mitre) {
        this.word = word;
        this.mitre = mitre;
    }

    /** The vendor's word. */
    public String word() {
        return word;
    }

    /** Needs Falcon for Mobile. */
    public boolean isMobile() {
        return !DESKTOP.contains(this);
    }

    /** The platform of the vendor's word. */
    public static Optional<Platform> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    /** The platform of MITRE's word. */
    static Optional<Platform> ofMitre(String word) {
        return Arrays.stream(values())
                .filter(it -> it.mitre.equalsIgnoreCase(word.strip()))
                .findFirst();
    }
}
