package io.ropewalk.inventory.links;

import static java.util.stream.Collectors.toCollection;

import io.ropewalk.inventory.links.WantedLinks.WantedDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Links hosts batch by batch, in the order of their ids. What a batch holds is all the memory it
 * takes.
 */
public final class HostLinker implements HostLinks {
    private final LinkGraph graph;
    private final int batch;

    /**
     * Links over this graph.
     *
     * @param batch hosts in a batch, which is also a transaction
     */
    public HostLinker(LinkGraph graph, int batch) {
        this.graph = graph;
        this.batch = batch;
    }

    @Override
    public LinkCounts link(LinkMark mark, BooleanSupplier goOn, Consumer<LinkCounts> progress) {
        graph.prepare();
        LinkCounts counts = LinkCounts.NONE;
        String after = "";
        while (goOn.getAsBoolean()) {
            List<LinkedHost> hosts = graph.hosts(mark.tenant(), after, batch);
            if (hosts.isEmpty()) {
                return counts.plus(swept(goOn));
            }
            counts = counts.plus(link(mark, hosts, goOn));
            progress.accept(counts);
            after = hosts.getLast().id();
        }
        return stopped(counts);
    }

    private LinkCounts link(LinkMark mark, List<LinkedHost> hosts, BooleanSupplier goOn) {
        LinkCounts written = graph.write(mark, wanted(hosts));
        List<String> ids = hosts.stream().map(LinkedHost::id).toList();
        return new LinkCounts(
                hosts.size(),
                written.instances(),
                written.devices(),
                written.addresses(),
                graph.affect(mark, ids, goOn),
                written.ambiguous(),
                true);
    }

    private LinkCounts swept(BooleanSupplier goOn) {
        var removed = graph.sweep(goOn);
        var counts = LinkCounts.NONE;
        return new LinkCounts(
                0,
                counts.instances(),
                counts.devices(),
                counts.addresses(),
                removed,
                0,
                goOn.getAsBoolean());
    }

    private static LinkCounts stopped(LinkCounts counts) {
        return new LinkCounts(
                counts.hosts(),
                counts.instances(),
                counts.devices(),
                counts.addresses(),
                counts.findings(),
                counts.ambiguous(),
                false);
    }

    private List<WantedLinks> wanted(List<LinkedHost> hosts) {
        Identities shared = graph.shared(identities(hosts));
        Map<String, Ambiguity> ambiguities = new HashMap<>();
        hosts.forEach(host -> ambiguities.put(host.id(), new Ambiguity()));
        InstanceMatch instances = new InstanceMatch(instances(hosts), shared);
        Map<String, WantedDevice> devices = devices(hosts, shared, ambiguities);
        List<WantedLinks> wanted = new ArrayList<>();
        for (LinkedHost host : hosts) {
            Ambiguity ambiguity = ambiguities.get(host.id());
            Optional<CloudNode> instance = instances.find(host, ambiguity);
            String external = host.network().externalIp();
            boolean reaches = IpAddresses.isPublic(external);
            boolean owns = reaches && owns(host, instance, shared);
            wanted.add(
                    new WantedLinks(
                            host.id(),
                            instance.map(CloudNode::element).orElse(null),
                            devices.get(host.id()),
                            reaches && !owns ? external : null,
                            owns ? external : null,
                            ambiguity.properties()));
        }
        return wanted;
    }

    /**
     * Behind a gateway all hosts state the gateway's address. It is a host's own only where its
     * instance has it, or where it is at once its local address and nobody else says the same.
     */
    private static boolean owns(LinkedHost host, Optional<CloudNode> instance, Identities shared) {
        String external = host.network().externalIp();
        return instance.filter(node -> node.addresses().publicIps().contains(external)).isPresent()
                || (external.equals(host.network().localIp())
                        && !shared.owned().contains(external));
    }

    private Map<String, WantedDevice> devices(
            List<LinkedHost> hosts, Identities shared, Map<String, Ambiguity> ambiguities) {
        DeviceMatch match = new DeviceMatch(nodes(hosts), shared);
        Map<String, WantedDevice> devices = new HashMap<>();
        // A serial number is the best proof, so no other host may take the device before.
        Predicate<LinkedHost> first = match::hasOwnSerial;
        Stream.concat(hosts.stream().filter(first), hosts.stream().filter(first.negate()))
                .forEach(host ->
                        match.find(host, ambiguities.get(host.id()))
                                .ifPresent(device -> devices.put(host.id(), device)));
        return devices;
    }

    private List<DeviceNode> nodes(List<LinkedHost> hosts) {
        Set<String> macs = new HashSet<>();
        hosts.forEach(host ->
                MacAddresses.telling(host.network().mac())
                        .map(MacAddresses::notations)
                        .ifPresent(macs::addAll));
        return graph.devices(
                texts(hosts, HostLinker::tellingSerial),
                macs,
                texts(hosts, host -> host.machine().hostname()));
    }

    private List<CloudNode> instances(List<LinkedHost> hosts) {
        List<CloudNode> nodes = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            List<LinkedHost> there =
                    hosts.stream()
                            .filter(host -> host.provider().filter(provider::equals).isPresent())
                            .toList();
            if (there.isEmpty()) {
                continue;
            }
            nodes.addAll(
                    graph.instancesById(provider, texts(there, host -> host.cloud().instanceId())));
            List<LinkedHost> rest =
                    provider == Provider.AWS
                            ? there.stream()
                                    .filter(host -> host.cloud().instanceId() == null)
                                    .toList()
                            : there;
            if (!rest.isEmpty()) {
                nodes.addAll(
                        graph.instancesByName(
                                provider,
                                texts(rest, LinkedHost::shortName),
                                texts(rest, host -> host.network().localIp())));
            }
        }
        return nodes;
    }

    private static Identities identities(List<LinkedHost> hosts) {
        List<LinkedHost> cloud =
                hosts.stream()
                        .filter(host -> host.provider().isPresent())
                        .filter(host -> host.cloud().account() != null)
                        .toList();
        return new Identities(
                texts(hosts, HostLinker::tellingSerial),
                texts(
                        hosts,
                        host ->
                                MacAddresses.telling(host.network().mac()).isPresent()
                                        ? host.network().mac()
                                        : null),
                texts(hosts, host -> host.machine().hostname()),
                keys(cloud, InstanceMatch::address),
                keys(cloud, InstanceMatch::name),
                texts(
                        hosts,
                        host ->
                                IpAddresses.isPublic(host.network().localIp())
                                        ? host.network().localIp()
                                        : null));
    }

    private static String tellingSerial(LinkedHost host) {
        String serial = host.machine().serial();
        return SerialNumbers.tells(serial) ? serial : null;
    }

    private static Set<String> texts(List<LinkedHost> hosts, Function<LinkedHost, String> of) {
        return hosts.stream()
                .map(of)
                .filter(text -> text != null && !text.isBlank())
                .collect(toCollection(TreeSet::new));
    }

    private static Set<AccountKey> keys(
            List<LinkedHost> hosts, Function<LinkedHost, AccountKey> of) {
        return hosts.stream()
                .map(of)
                .filter(key -> key.value() != null)
                .collect(toCollection(LinkedHashSet::new));
    }
}
