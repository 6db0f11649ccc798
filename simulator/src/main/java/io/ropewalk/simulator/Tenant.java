package io.ropewalk.simulator;

import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.estate.InventorySpec;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.feed.FeedSpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One customer.
 *
 * @param name how control and records call it; not visible to clients
 * @param cid customer id, 32 hexadecimal digits
 * @param hosts hosts before the first change
 * @param hiddenHosts hosts that only hidden listings show, in addition
 * @param scopes API scopes of the client, such as {@code Hosts:read}; {@code *} for all
 * @param region the region that owns the client; another one than the scenario's answers token
 *     calls with 308
 * @param combined whether the combined host endpoint exists (GovCloud lacks it)
 * @param members Flight Control children, reached with member_cid; they have no credentials of
 *     their own
 * @param changes what has happened to its hosts so far
 * @param feed its event feed
 * @param inventory how much it has besides hosts
 */
public record Tenant(
        String name,
        String cid,
        String clientId,
        String clientSecret,
        int hosts,
        int hiddenHosts,
        Set<String> scopes,
        String region,
        boolean combined,
        List<Tenant> members,
        List<Change> changes,
        FeedSpec feed,
        InventorySpec inventory) {

    public static final String DEFAULT_CLIENT_ID = "sim-client";
    public static final String DEFAULT_CLIENT_SECRET = "sim-secret";

    public Tenant {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(region, "region");
        if (!cid.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("cid must be 32 lower case hexadecimal digits");
        }
        scopes = Set.copyOf(scopes);
        members = List.copyOf(members);
        changes = List.copyOf(changes);
    }

    /** A customer with all scopes in the home region; its cid follows from its name. */
    public static Tenant of(String name, String clientId, String clientSecret, int hosts) {
        var hash = Mix.of(name);
        var cid = HexFormat.of().toHexDigits(hash) + HexFormat.of().toHexDigits(Mix.mix(hash));
        return new Tenant(
                name,
                cid,
                clientId,
                clientSecret,
                hosts,
                0,
                Set.of("*"),
                Scenario.HOME_REGION,
                true,
                List.of(),
                List.of(),
                FeedSpec.EMPTY,
                InventorySpec.DEFAULT);
    }

    /** The customer of the default credentials. */
    public static Tenant standard(int hosts) {
        return of("default", DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, hosts);
    }

    /** A Flight Control child. */
    public static Tenant member(String name, int hosts) {
        return of(name, "", "", hosts);
    }

    public Tenant withHosts(int value) {
        return copy(value, hiddenHosts, scopes, region, combined, members, changes);
    }

    public Tenant withHiddenHosts(int value) {
        return copy(hosts, value, scopes, region, combined, members, changes);
    }

    public Tenant withScopes(Set<String> value) {
        return copy(hosts, hiddenHosts, value, region, combined, members, changes);
    }

    public Tenant withRegion(String value) {
        return copy(hosts, hiddenHosts, scopes, value, combined, members, changes);
    }

    public Tenant withCombined(boolean value) {
        return copy(hosts, hiddenHosts, scopes, region, value, members, changes);
    }

    public Tenant withMembers(List<Tenant> value) {
        return copy(hosts, hiddenHosts, scopes, region, combined, value, changes);
    }

    public Tenant withChanges(List<Change> value) {
        return copy(hosts, hiddenHosts, scopes, region, combined, members, value);
    }

    public Tenant withCid(String value) {
        return new Tenant(
                name,
                value,
                clientId,
                clientSecret,
                hosts,
                hiddenHosts,
                scopes,
                region,
                combined,
                members,
                changes,
                feed,
                inventory);
    }

    public Tenant withFeed(FeedSpec value) {
        return new Tenant(
                name,
                cid,
                clientId,
                clientSecret,
                hosts,
                hiddenHosts,
                scopes,
                region,
                combined,
                members,
                changes,
                value,
                inventory);
    }

    public Tenant withInventory(InventorySpec value) {
        return new Tenant(
                name,
                cid,
                clientId,
                clientSecret,
                hosts,
                hiddenHosts,
                scopes,
                region,
                combined,
                members,
                changes,
                feed,
                value);
    }

    private Tenant copy(
            int newHosts,
            int newHidden,
            Set<String> newScopes,
            String newRegion,
            boolean newCombined,
            List<Tenant> newMembers,
            List<Change> newChanges) {
        return new Tenant(
                name,
                cid,
                clientId,
                clientSecret,
                newHosts,
                newHidden,
                newScopes,
                newRegion,
                newCombined,
                newMembers,
                newChanges,
                feed,
                inventory);
    }

    @Override
    public String toString() {
        return "Tenant[name=" + name + ", cid=" + cid + ", clientSecret=***, hosts=" + hosts + "]";
    }
}
