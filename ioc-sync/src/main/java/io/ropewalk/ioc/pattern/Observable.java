package io.ropewalk.ioc.pattern;

import io.ropewalk.ioc.value.IocType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which paths name a value that Falcon can look for. */
final class Observable {
    private Observable() {}

    /**
     * The type of a path.
     *
     * @param object such as {@code domain-name}
     * @param path the names after the colon; none where it has an index
     */
    static Optional<IocType> of(String object, List<String> path) {
        if (object.equals("file")) {
            return path.size() == 2 && path.getFirst().equals("hashes")
                    ? hash(path.getLast())
                    : Optional.empty();
        }
        if (!path.equals(List.of("value"))) {
            return Optional.empty();
        }
        return switch (object) {
            case "domain-name", "hostname" -> Optional.of(IocType.DOMAIN);
            case "ipv4-addr" -> Optional.of(IocType.IPV4);
            case "ipv6-addr" -> Optional.of(IocType.IPV6);
            default -> Optional.empty();
        };
    }

    /** Producers spell it {@code SHA-256}, {@code SHA256}, {@code sha-256} and so on. */
    private static Optional<IocType> hash(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "md5" -> Optional.of(IocType.MD5);
            case "sha256" -> Optional.of(IocType.SHA256);
            default -> Optional.empty();
        };
    }
}
