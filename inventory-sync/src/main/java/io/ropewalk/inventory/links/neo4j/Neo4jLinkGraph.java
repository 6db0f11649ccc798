package io.ropewalk.inventory.links.neo4j;

import io.ropewalk.inventory.links.AccountKey;
import io.ropewalk.inventory.links.CloudNode;
import io.ropewalk.inventory.links.DeviceNode;
import io.ropewalk.inventory.links.Identities;
import io.ropewalk.inventory.links.LinkCounts;
import io.ropewalk.inventory.links.LinkCounts.Tally;
import io.ropewalk.inventory.links.LinkGraph;
import io.ropewalk.inventory.links.LinkMark;
import io.ropewalk.inventory.links.LinkedHost;
import io.ropewalk.inventory.links.Provider;
import io.ropewalk.inventory.links.WantedLinks;
import io.ropewalk.inventory.links.WantedLinks.WantedDevice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.TransactionContext;

/** Links in Neo4j. */
public final class Neo4jLinkGraph implements LinkGraph {
    private static final String MODULE = "ropewalk:inventory-sync";

    private final LinkTransactions transactions;
    private final LinkSchema schema;
    private final Options options;

    /**
     * How it writes.
     *
     * @param edges edges of findings, or orphaned nodes, written in one transaction
     * @param moduleVersion stands in {@code _module_version}
     */
    public record Options(int edges, String moduleVersion) {}

    /** Uses the driver, which stays the caller's to close. */
    public Neo4jLinkGraph(Driver driver, String database, Options options) {
        this.transactions = new LinkTransactions(driver, database);
        this.schema = new LinkSchema(transactions);
        this.options = options;
    }

    @Override
    public void prepare() {
        schema.prepare();
    }

    @Override
    public List<LinkedHost> hosts(String tenant, String after, int limit) {
        return list(
                LinkReads.HOSTS,
                Map.of("tenant", tenant, "after", after, "limit", limit),
                LinkRows::host);
    }

    @Override
    public List<CloudNode> instancesById(Provider provider, Set<String> ids) {
        String statement =
                switch (provider) {
                    case AWS -> LinkReads.AWS_BY_ID;
                    case GCP -> LinkReads.GCP_BY_ID;
                    case AZURE -> LinkReads.AZURE_BY_ID;
                };
        return list(
                statement,
                Map.of("ids", List.copyOf(ids)),
                row -> LinkRows.instance(provider, row));
    }

    @Override
    public List<CloudNode> instancesByName(
            Provider provider, Set<String> names, Set<String> privateIps) {
        String statement =
                switch (provider) {
                    case AWS -> LinkReads.AWS_BY_NAME;
                    case GCP -> LinkReads.GCP_BY_NAME;
                    case AZURE -> LinkReads.AZURE_BY_NAME;
                };
        return list(
                statement,
                Map.of("names", List.copyOf(names), "ips", List.copyOf(privateIps)),
                row -> LinkRows.instance(provider, row));
    }

    @Override
    public Identities shared(Identities asked) {
        return new Identities(
                shared(LinkReads.SHARED_SERIALS, asked.serials()),
                shared(LinkReads.SHARED_MACS, asked.macs()),
                shared(LinkReads.SHARED_HOSTNAMES, asked.hostnames()),
                sharedKeys(LinkReads.SHARED_ADDRESSES, asked.addresses()),
                sharedKeys(LinkReads.SHARED_NAMES, asked.names()),
                shared(LinkReads.SHARED_OWNED, asked.owned()));
    }

    private Set<String> shared(String statement, Set<String> values) {
        return Set.copyOf(
                list(
                        statement,
                        Map.of("values", List.copyOf(values)),
                        row -> row.get("value").asString()));
    }

    private Set<AccountKey> sharedKeys(String statement, Set<AccountKey> keys) {
        List<List<String>> values =
                keys.stream().map(key -> List.of(key.account(), key.value())).toList();
        return Set.copyOf(
                list(
                        statement,
                        Map.of("values", values),
                        row ->
                                new AccountKey(
                                        row.get("value").get(0).asString(),
                                        row.get("value").get(1).asString())));
    }

    @Override
    public List<DeviceNode> devices(Set<String> serials, Set<String> macs, Set<String> hostnames) {
        return list(
                LinkReads.DEVICES,
                Map.of(
                        "serials", List.copyOf(serials),
                        "macs", List.copyOf(macs),
                        "hostnames", List.copyOf(hostnames),
                        "module", MODULE),
                LinkRows::device);
    }

    @Override
    public LinkCounts write(LinkMark mark, List<WantedLinks> wanted) {
        var parameters = parameters(mark);
        parameters.put("rows", wanted.stream().map(LinkRows::wanted).toList());
        return transactions.write(transaction -> {
            keepNodes(transaction, mark, wanted);
            transaction.run(LinkWrites.MARK_AMBIGUOUS, parameters).consume();
            return new LinkCounts(
                    wanted.size(),
                    change(
                            transaction,
                            LinkWrites.LINK_INSTANCES,
                            LinkWrites.CUT_INSTANCES,
                            parameters),
                    change(
                            transaction,
                            LinkWrites.LINK_DEVICES,
                            LinkWrites.CUT_DEVICES,
                            parameters),
                    change(transaction, LinkWrites.LINK_EGRESS, LinkWrites.CUT_EGRESS, parameters)
                            .plus(
                                    change(
                                            transaction,
                                            LinkWrites.LINK_OWNED,
                                            LinkWrites.CUT_OWNED,
                                            parameters)),
                    Tally.NONE,
                    wanted.stream().filter(links -> !links.ambiguous().isEmpty()).count(),
                    true);
        });
    }

    /** In the order of their ids, so that two programs take their locks in one order. */
    private void keepNodes(
            TransactionContext transaction, LinkMark mark, List<WantedLinks> wanted) {
        var devices = parameters(mark);
        devices.put(
                "rows",
                wanted.stream()
                        .map(WantedLinks::device)
                        .filter(device -> device != null && device.keep())
                        .sorted(Comparator.comparing(WantedDevice::id))
                        .map(device -> Map.of("id", device.id(), "properties", device.properties()))
                        .toList());
        transaction.run(LinkWrites.KEEP_DEVICES, devices).consume();
        var addresses = parameters(mark);
        addresses.put(
                "ips",
                wanted.stream()
                        .flatMap(links -> Stream.of(links.egress(), links.owned()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
        transaction.run(LinkWrites.KEEP_ADDRESSES, addresses).consume();
    }

    private static Tally change(
            TransactionContext transaction,
            String make,
            String cut,
            Map<String, Object> parameters) {
        long removed = transaction.run(cut, parameters).single().get("n").asLong();
        long made = transaction.run(make, parameters).single().get("n").asLong();
        return new Tally(made, removed);
    }

    @Override
    public Tally affect(LinkMark mark, List<String> hosts, BooleanSupplier goOn) {
        var parameters = parameters(mark);
        parameters.put("hosts", hosts);
        long removed = repeat(LinkWrites.CUT_AFFECTS, parameters, goOn);
        return new Tally(repeat(LinkWrites.LINK_AFFECTS, parameters, goOn), removed);
    }

    @Override
    public Tally sweep(BooleanSupplier goOn) {
        var parameters = parameters(new LinkMark("", 0));
        long removed = repeat(LinkWrites.SWEEP_AFFECTS, parameters, goOn);
        repeat(LinkWrites.SWEEP_DEVICES, parameters, goOn);
        repeat(LinkWrites.SWEEP_ADDRESSES, parameters, goOn);
        return new Tally(0, removed);
    }

    private long repeat(String statement, Map<String, Object> parameters, BooleanSupplier goOn) {
        parameters.put("limit", options.edges());
        long all = 0;
        long changed = options.edges();
        while (changed == options.edges() && goOn.getAsBoolean()) {
            changed =
                    transactions.write(transaction ->
                            transaction.run(statement, parameters).single().get("n").asLong());
            all += changed;
        }
        return all;
    }

    private <T> List<T> list(
            String statement, Map<String, Object> parameters, Function<Record, T> as) {
        return transactions.read(transaction -> transaction.run(statement, parameters).list(as));
    }

    private Map<String, Object> parameters(LinkMark mark) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", mark.tenant());
        parameters.put("tag", mark.updateTag());
        parameters.put("module", MODULE);
        parameters.put("version", options.moduleVersion());
        return parameters;
    }
}
