package io.ropewalk.inventory.links;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which cloud instance a host is.
 *
 * <ol>
 *   <li>By instance id, unless the accounts contradict each other.
 *   <li>GCP and Azure, whose instance ids Cartography does not keep: by account and name, which is
 *       what its own id of a GCP instance is made of. One host and one instance only.
 *   <li>Where there was nothing to compare by then: by private address within the account. One host
 *       and one instance only.
 * </ol>
 */
final class InstanceMatch {
    private final Identities shared;
    private final Map<String, List<CloudNode>> byId = new HashMap<>();
    private final Map<String, List<CloudNode>> byName = new HashMap<>();
    private final Map<String, List<CloudNode>> byAddress = new HashMap<>();

    InstanceMatch(Collection<CloudNode> nodes, Identities shared) {
        this.shared = shared;
        for (CloudNode node : nodes) {
            node.ids().forEach(id -> put(byId, node.provider() + id, node));
            node.names().forEach(name -> put(byName, node.provider() + name, node));
            node.addresses().privateIps().forEach(ip -> put(byAddress, node.provider() + ip, node));
        }
    }

    /** The instance; nothing where there is none, or more than one that could be it. */
    Optional<CloudNode> find(LinkedHost host, Ambiguity ambiguity) {
        Optional<Provider> provider = host.provider();
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        List<CloudNode> found = withId(provider.get(), host);
        if (found.isEmpty() && provider.get() != Provider.AWS) {
            found = withName(provider.get(), host);
            if (!found.isEmpty() && shared.names().contains(name(host))) {
                ambiguity.add("hostname");
                return Optional.empty();
            }
        }
        if (found.isEmpty() && mayGoByAddress(provider.get(), host)) {
            found = withAddress(provider.get(), host);
            if (!found.isEmpty() && shared.addresses().contains(address(host))) {
                ambiguity.add("local_ip");
                return Optional.empty();
            }
        }
        if (found.size() > 1) {
            ambiguity.add("instance_id");
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    private List<CloudNode> withId(Provider provider, LinkedHost host) {
        String id = host.cloud().instanceId();
        String account = host.cloud().account();
        return id == null
                ? List.of()
                : candidates(
                        byId,
                        provider + id,
                        node ->
                                account == null
                                        || node.accounts().isEmpty()
                                        || node.accounts().contains(account));
    }

    private List<CloudNode> withName(Provider provider, LinkedHost host) {
        List<CloudNode> named =
                candidates(byName, provider + host.shortName(), node -> sameAccount(node, host));
        if (named.size() < 2) {
            return named;
        }
        List<CloudNode> sameZone =
                named.stream()
                        .filter(node -> node.zone() != null)
                        .filter(node -> node.zone().equals(host.cloud().zone()))
                        .toList();
        return sameZone.isEmpty() ? named : sameZone;
    }

    /** An EC2 instance whose id is known is that instance or none. */
    private static boolean mayGoByAddress(Provider provider, LinkedHost host) {
        return provider != Provider.AWS || host.cloud().instanceId() == null;
    }

    private List<CloudNode> withAddress(Provider provider, LinkedHost host) {
        return candidates(
                byAddress, provider + host.network().localIp(), node -> sameAccount(node, host));
    }

    private static boolean sameAccount(CloudNode node, LinkedHost host) {
        return host.cloud().account() != null && node.accounts().contains(host.cloud().account());
    }

    static AccountKey name(LinkedHost host) {
        return new AccountKey(host.cloud().account(), host.machine().hostname());
    }

    static AccountKey address(LinkedHost host) {
        return new AccountKey(host.cloud().account(), host.network().localIp());
    }

    private static List<CloudNode> candidates(
            Map<String, List<CloudNode>> nodes, String key, Predicate<CloudNode> fits) {
        Stream<CloudNode> found = nodes.getOrDefault(key, List.of()).stream();
        return found.filter(fits).toList();
    }

    private static void put(Map<String, List<CloudNode>> nodes, String key, CloudNode node) {
        List<CloudNode> there = nodes.computeIfAbsent(key, _ -> new ArrayList<>());
        if (there.stream().noneMatch(other -> other.element().equals(node.element()))) {
            there.add(node);
        }
    }
}
