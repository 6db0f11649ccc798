package io.ropewalk.auth.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The customers whose tokens are handed out: {@code ropewalk.tenants.<name>.*}. At least one. */
@ConfigMapping(prefix = "ropewalk.tenants")
public interface TenantKeys {

    /** By the name that callers use in {@code scope=tenant:<name>}. */
    @WithParentName
    Map<String, Keys> tenants();

    /** One customer. */
    interface Keys {
        /** Id of the Falcon API client. Required. */
        Optional<String> clientId();

        /** Its secret. Set this or {@link #clientSecretFile()}. */
        Optional<String> clientSecret();

        /** A file that holds its secret; read anew for each request to Falcon, so it may rotate. */
        Optional<Path> clientSecretFile();

        /**
         * {@code us-1 us-2 us-3 eu-1 us-gov-1 us-gov-2}, {@code custom}, or {@code auto}: find the
         * region by asking us-1. GovCloud is not found by {@code auto}.
         */
        @WithDefault("auto")
        String cloud();

        /** With {@code cloud=custom}, and only then: scheme, host and port of the API. */
        Optional<String> baseUrl();

        /** The Flight Control child to act for. */
        Optional<String> memberCid();

        /** The customer id to tell callers; without it {@link #memberCid()} is told. */
        Optional<String> cid();
    }
}
