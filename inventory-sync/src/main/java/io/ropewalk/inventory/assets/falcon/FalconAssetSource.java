package io.ropewalk.inventory.assets.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.identity.IdentityApi;
import io.ropewalk.falcon.users.UsersApi;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.AssetSource;
import io.ropewalk.inventory.assets.AssetWalk;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.ocsf.ConsoleUserAssets;
import io.ropewalk.inventory.ocsf.DeviceAssets;
import io.ropewalk.inventory.ocsf.UserAssets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Devices from the Hosts API, users from Identity Protection or, where allowed, the console. */
public final class FalconAssetSource implements AssetSource {
    private final FalconHttp http;
    private final Function<String, TokenSource> tokens;
    private final Clock clock;
    private final boolean usersFallback;
    private final UserAssets users = new UserAssets();
    private final ConsoleUserAssets consoleUsers = new ConsoleUserAssets();
    private final Map<String, Clients> clients = new ConcurrentHashMap<>();

    private record Clients(
            HostsApi hosts, GroupNames groups, IdentityApi identity, UsersApi console) {}

    /**
     * Calls nobody yet.
     *
     * @param tokens by tenant
     * @param usersFallback whether the console's users stand in where a tenant has no Identity
     *     Protection
     */
    public FalconAssetSource(
            FalconHttp http,
            Function<String, TokenSource> tokens,
            Clock clock,
            boolean usersFallback) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
        this.usersFallback = usersFallback;
    }

    @Override
    public AssetWalk walk(String tenant, AssetKind kind, int pageSize) {
        Clients of = clients.computeIfAbsent(tenant, this::clients);
        return switch (kind) {
            case DEVICES -> devices(of, pageSize);
            case USERS -> users(of, pageSize);
        };
    }

    private AssetWalk devices(Clients of, int pageSize) {
        DeviceAssets devices = new DeviceAssets(of.groups().read());
        return new MappedWalk<>(
                of.hosts().walk(Filter.NONE, pageSize, CallClass.BACKGROUND),
                Origin.HOSTS,
                host -> devices.device(host, clock.instant()));
    }

    private AssetWalk users(Clients of, int pageSize) {
        AssetWalk identity =
                new MappedWalk<>(
                        of.identity().walkUsers(pageSize, CallClass.BACKGROUND),
                        Origin.IDENTITY_PROTECTION,
                        users::user);
        return usersFallback
                ? new FallbackWalk(
                        identity,
                        () ->
                                new MappedWalk<>(
                                        of.console().walk(Filter.NONE, CallClass.BACKGROUND),
                                        Origin.USER_MANAGEMENT,
                                        consoleUsers::user))
                : identity;
    }

    private Clients clients(String tenant) {
        TokenSource mine = tokens.apply(tenant);
        return new Clients(
                http.hosts(tenant, mine),
                new GroupNames(http.hostGroups(tenant, mine)),
                http.identity(tenant, mine),
                http.users(tenant, mine));
    }
}
