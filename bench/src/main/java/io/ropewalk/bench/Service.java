package io.ropewalk.bench;

import java.util.Arrays;
import java.util.Locale;

/** The five services, as their packages are called. */
enum Service {
    AUTH("auth-service"),
    INVENTORY("inventory-sync"),
    STREAM("event-stream"),
    IOC("ioc-sync"),
    ALERTS("alert-ops");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** The name of its module and image. */
    String module() {
        return module;
    }

    /**
     * The service of a module.
     *
     * @throws IllegalArgumentException that lists the five
     */
    static Service of(String module) {
        return Arrays.stream(values())
                .filter(service -> service.module.equals(module))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s is none of %s"
                                        .formatted(
                                                module,
                                                String.join(
                                                        ", ",
                                                        Arrays.stream(values())
                                                                .map(Service::module)
                                                                .toList()))));
    }

    @Override
    public String toString() {
        return module.toLowerCase(Locale.ROOT);
    }
}
