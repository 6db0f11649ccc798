package io.ropewalk.kit.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/**
 * While the guard is off, gives whoever comes without a token all roles. A service's wiring
 * produces it.
 */
public final class OpenIdentity implements SecurityIdentityAugmentor {
    private static final SecurityIdentity EVERYONE =
            QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("security-off"))
                    .addRole(ApiSecurity.VIEWER)
                    .addRole(ApiSecurity.RESPONDER)
                    .addRole(ApiSecurity.ADMIN)
                    .build();

    private final boolean off;

    public OpenIdentity(boolean off) {
        this.off = off;
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(off && identity.isAnonymous() ? EVERYONE : identity);
    }
}
