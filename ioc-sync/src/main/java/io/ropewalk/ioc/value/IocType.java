package io.ropewalk.ioc.value;

import java.util.Arrays;
import java.util.Optional;

/** What Falcon's custom IOCs can look for. */
public enum IocType {
    MD5("md5"),
    SHA256("sha256"),
    DOMAIN("domain"),
    IPV4("ipv4"),
    IPV6("ipv6");

    private final String word;

    IocType(String word) {
        this.word = word;
    }

    /** The vendor's word. */
    public String word() {
        return word;
    }

    public boolean isHash() {
        return this == MD5 || this == SHA256;
    }

    /** The type of the vendor's word. */
    public static Optional<IocType> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
