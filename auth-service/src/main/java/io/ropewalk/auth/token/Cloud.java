package io.ropewalk.auth.token;

import io.ropewalk.falcon.Region;
import java.net.URI;

/** Where a tenant's API host is. */
public sealed interface Cloud {

    /**
     * Find the region: ask us-1 and go where the vendor says. GovCloud cannot be found this way.
     */
    record Auto() implements Cloud {}

    /** A region the operator named. Never left, wherever the vendor points. */
    record Fixed(Region region) implements Cloud {}

    /** A simulator or proxy. Never left either. */
    record Custom(URI baseUrl) implements Cloud {}

    /** The name used in configuration. */
    default String id() {
        return switch (this) {
            case Auto _ -> "auto";
            case Fixed it -> it.region().id();
            case Custom _ -> "custom";
        };
    }
}
