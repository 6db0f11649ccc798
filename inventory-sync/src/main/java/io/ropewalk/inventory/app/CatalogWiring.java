package io.ropewalk.inventory.app;

import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.groups.GroupShape;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.run.Catalog;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.sync.Listing;
import io.ropewalk.inventory.sync.falcon.FalconSources;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What each kind is made of. */
final class CatalogWiring {

    @Produces
    @Singleton
    Catalog catalog(FalconHttp http, TokensOf tokens, InventoryConfig config) {
        var falcon = new FalconSources(http, tokens);
        return new Catalog(
                Map.of(Kind.HOSTS, List.of(hosts(falcon, config))), List.of(GroupShape.TYPE));
    }

    private static Listing<?> hosts(FalconSources falcon, InventoryConfig config) {
        return new Listing<>(
                HostShape.TYPE,
                falcon.hosts(config.pageSize()),
                HostShape::new,
                true,
                List.of(GroupShape.TYPE));
    }
}
