package io.ropewalk.service;

import io.quarkus.runtime.StartupEvent;
import io.ropewalk.kit.tenants.AuthClientCheck;
import io.ropewalk.kit.tenants.AuthClientConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a start without a way to auth-service, before anything is opened. */
@Singleton
public class AuthClientStart {
    private final AuthClientConfig auth;

    public AuthClientStart(AuthClientConfig auth) {
        this.auth = auth;
    }

    void check(@Observes @Priority(2) StartupEvent event) {
        AuthClientCheck.check(auth);
    }
}
