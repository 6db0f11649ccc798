package io.ropewalk.system.run;

import io.ropewalk.system.Repository;
import java.nio.file.Path;

/** The five services. */
public enum Kind {
    AUTH("auth-service"),
    INVENTORY("inventory-sync"),
    STREAM("event-stream"),
    IOC("ioc-sync"),
    ALERTS("alert-ops");

    private final String service;

    Kind(String service) {
        this.service = service;
    }

    /** Its name in the manifests. */
    public String service() {
        return service;
    }

    Path jar() {
        return Repository.packaged(service, "quarkus-app/quarkus-run.jar");
    }
}
