package io.ropewalk.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.ropewalk.kit.problem.HeapRoom;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.security.OpenIdentity;
import io.ropewalk.kit.security.ProblemChallenge;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Who may use the API, and what the others are told. */
@Singleton
public class ApiProducer {

    @Produces
    @ApplicationScoped
    OpenIdentity openIdentity(Config config) {
        return new OpenIdentity(ApiSecurity.isOff(config));
    }

    @Produces
    @Singleton
    HeapRoom room() {
        return new HeapRoom();
    }

    /** In the place of the mechanism it wraps. */
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    ProblemChallenge challenge(OidcAuthenticationMechanism oidc, ObjectMapper json) {
        return new ProblemChallenge(oidc, json);
    }
}
