package io.ropewalk.inventory.app;

import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.applications.ApplicationShape;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.groups.GroupShape;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.logins.LoginShape;
import io.ropewalk.inventory.policies.PolicyShape;
import io.ropewalk.inventory.run.Catalog;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.sync.Listing;
import io.ropewalk.inventory.sync.falcon.FalconSources;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import io.ropewalk.inventory.users.UserShape;
import io.ropewalk.inventory.vulnerabilities.VulnerabilityShape;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each kind is made of. */
final class CatalogWiring {
    private static final List<NodeType> BY_HOSTS = List.of(GroupShape.TYPE, PolicyShape.ANY);

    @Produces
    @Singleton
    Catalog catalog(FalconHttp http, TokensOf tokens, InventoryConfig config, Clock clock) {
        var falcon = new FalconSources(http, tokens);
        Map<Kind, List<Listing<?>>> listings = new EnumMap<>(Kind.class);
        listings.put(
                Kind.HOSTS,
                List.of(
                        Listing.changing(
                                        HostShape.TYPE,
                                        falcon.hosts(config.pageSize()),
                                        HostShape::new)
                                .leaving(BY_HOSTS)
                                .confirmedBy(falcon.host())));
        listings.put(
                Kind.GROUPS,
                List.of(Listing.whole(GroupShape.TYPE, falcon.groups(), GroupShape::new)));
        listings.put(
                Kind.POLICIES,
                Stream.of(PolicyKind.values())
                        .<Listing<?>>map(kind -> policies(falcon, kind))
                        .toList());
        listings.put(
                Kind.VULNERABILITIES,
                List.of(
                        Listing.changing(
                                        VulnerabilityShape.TYPE,
                                        falcon.vulnerabilities(config.pageSize()),
                                        VulnerabilityShape::new)
                                .leaving(VulnerabilityShape.POINTED_AT)
                                .confirmedBy(falcon.vulnerability())));
        listings.put(
                Kind.APPLICATIONS,
                List.of(
                        Listing.changing(
                                ApplicationShape.TYPE,
                                falcon.applications(),
                                ApplicationShape::new)));
        listings.put(
                Kind.USERS, List.of(Listing.whole(UserShape.TYPE, falcon.users(), UserShape::new)));
        listings.put(
                Kind.LOGINS,
                List.of(
                        Listing.reachingBack(
                                LoginShape.TYPE,
                                falcon.logins(config.loginsReach(), clock),
                                LoginShape::new,
                                config.loginsReach())));
        return new Catalog(
                listings,
                Stream.concat(BY_HOSTS.stream(), VulnerabilityShape.POINTED_AT.stream()).toList());
    }

    private static Listing<?> policies(FalconSources falcon, PolicyKind kind) {
        return Listing.whole(
                PolicyShape.type(kind),
                falcon.policies(kind),
                tenant -> new PolicyShape(tenant, kind));
    }
}
