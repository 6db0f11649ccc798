package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.inventory.graph.Compared;
import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.InventoryGraph;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Passed;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.graph.Written;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.neo4j.driver.Driver;

/** The inventory in Neo4j. */
public final class Neo4jInventoryGraph implements InventoryGraph {
    private final Neo4jTransactions transactions;
    private final Neo4jSchema schema;
    private final Map<String, NodeWriter> writers;
    private final List<NodeType> types;
    private final Options options;

    /**
     * How it writes.
     *
     * @param retireNodes nodes deleted in one transaction
     * @param retireEdges edges deleted in one transaction
     * @param moduleVersion stands in {@code _module_version}
     */
    public record Options(int retireNodes, int retireEdges, String moduleVersion) {}

    /**
     * Uses the driver, which stays the caller's to close.
     *
     * @param database name of the database to write to
     * @param types every type that is ever written
     * @param adopt whether plain indexes that are in the way may be replaced
     */
    public Neo4jInventoryGraph(
            Driver driver, String database, List<NodeType> types, boolean adopt, Options options) {
        this.transactions = new Neo4jTransactions(driver, database);
        this.schema = new Neo4jSchema(transactions, types, adopt);
        this.options = options;
        this.writers =
                types.stream()
                        .collect(Collectors.toUnmodifiableMap(NodeType::label, NodeWriter::new));
        this.types = List.copyOf(types);
    }

    @Override
    public void prepare() {
        schema.prepare();
    }

    @Override
    public void placeTenants(Set<String> cids, RunMark mark) {
        var parameters = parameters(mark);
        parameters.put("cids", cids.stream().sorted().toList());
        transactions.write(
                transaction -> transaction.run(NodeStatements.PLACE_TENANTS, parameters).consume());
    }

    @Override
    public void placeStubs(NodeType type, List<Row> rows, RunMark mark) {
        place(rows, mark, writer(type).statements().placeStubs);
    }

    @Override
    public void writeShared(NodeType type, List<Row> rows, RunMark mark) {
        place(rows, mark, writer(type).statements().writeShared);
    }

    private void place(List<Row> rows, RunMark mark, String statement) {
        inBatches(
                sorted(rows),
                batch -> {
                    var parameters = parameters(mark);
                    parameters.put("rows", batch.values().stream().map(NodeWriter::whole).toList());
                    transactions.write(
                            transaction -> transaction.run(statement, parameters).consume());
                    return Written.NOTHING;
                });
    }

    @Override
    public Written write(NodeType type, List<Row> rows, RunMark mark) {
        NodeWriter writer = writer(type);
        return inBatches(
                sorted(rows),
                batch ->
                        transactions.write(
                                transaction -> writer.write(transaction, batch, parameters(mark))));
    }

    /** Halves a batch that the server has no memory for. */
    private static Written inBatches(
            Map<String, Row> rows, Function<Map<String, Row>, Written> work) {
        try {
            return work.apply(rows);
        } catch (Neo4jTransactions.TooLarge tooLarge) {
            if (rows.size() < 2) {
                throw tooLarge;
            }
            return halves(rows).stream()
                    .map(half -> inBatches(half, work))
                    .reduce(Written.NOTHING, Written::plus);
        }
    }

    private static List<Map<String, Row>> halves(Map<String, Row> rows) {
        Map<String, Row> first = new TreeMap<>();
        Map<String, Row> second = new TreeMap<>();
        rows.forEach((id, row) -> (first.size() < rows.size() / 2 ? first : second).put(id, row));
        return List.of(first, second);
    }

    /** So that two programs that write the same nodes take their locks in one order. */
    private static Map<String, Row> sorted(List<Row> rows) {
        Map<String, Row> byId = new TreeMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }

    @Override
    public Compared compare(NodeType type, List<Row> rows, RunMark mark) {
        var byId = sorted(rows);
        return transactions.read(
                transaction -> writer(type).compare(transaction, byId, parameters(mark)));
    }

    @Override
    public long present(NodeType type, Collection<String> ids, RunMark mark) {
        var parameters = parameters(mark);
        parameters.put("ids", List.copyOf(ids));
        return count(writer(type).statements().present, parameters);
    }

    @Override
    public long seen(NodeType type, RunMark mark) {
        return count(writer(type).statements().seen, parameters(mark));
    }

    @Override
    public long owned(NodeType type, RunMark mark) {
        return count(writer(type).statements().owned, parameters(mark));
    }

    @Override
    public long stale(NodeType type, RunMark mark) {
        return count(writer(type).statements().stale, parameters(mark));
    }

    private long count(String statement, Map<String, Object> parameters) {
        return transactions.read(
                transaction -> transaction.run(statement, parameters).single().get("n").asLong());
    }

    @Override
    public long remove(NodeType type, Collection<String> ids, RunMark mark) {
        var parameters = parameters(mark);
        parameters.put("ids", List.copyOf(ids));
        NodeStatements statements = writer(type).statements();
        cut(type, statements.removeEdges, parameters, () -> true);
        return change(statements.remove, parameters);
    }

    @Override
    public void retire(NodeType type, RunMark mark, BooleanSupplier goOn, LongConsumer deleted) {
        retire(
                type,
                mark,
                () -> ids(writer(type).statements().stalePage, page(mark)),
                goOn,
                deleted);
    }

    @Override
    public long passed(Passed passed, RunMark mark) {
        return count(writer(passed.type()).statements().passed, parameters(passed, mark));
    }

    @Override
    public void retirePassed(
            Passed passed, RunMark mark, BooleanSupplier goOn, LongConsumer deleted) {
        retire(
                passed.type(),
                mark,
                () -> ids(writer(passed.type()).statements().passedPage, parameters(passed, mark)),
                goOn,
                deleted);
    }

    private void retire(
            NodeType type,
            RunMark mark,
            Supplier<List<String>> next,
            BooleanSupplier goOn,
            LongConsumer deleted) {
        NodeStatements statements = writer(type).statements();
        while (goOn.getAsBoolean()) {
            List<String> ids = next.get();
            if (ids.isEmpty()) {
                return;
            }
            var parameters = parameters(mark);
            parameters.put("ids", ids);
            if (!cut(type, statements.cutEdges, parameters, goOn)) {
                return;
            }
            deleted.accept(change(statements.delete, parameters));
        }
    }

    /** Cuts all edges, in bounded pieces; false when it was told to stop before the end. */
    private boolean cut(
            NodeType type, String statement, Map<String, Object> parameters, BooleanSupplier goOn) {
        parameters.put("limit", options.retireEdges());
        parameters.put("told", pointingAt(type));
        long cut = options.retireEdges();
        while (cut == options.retireEdges()) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            cut = change(statement, parameters);
        }
        return true;
    }

    @Override
    public void sweep(NodeType type, RunMark mark, BooleanSupplier goOn) {
        String statement = NodeStatements.sweep(type, pointingAt(type));
        var parameters = parameters(mark);
        parameters.put("limit", options.retireNodes());
        long swept = options.retireNodes();
        while (swept == options.retireNodes() && goOn.getAsBoolean()) {
            swept = change(statement, parameters);
        }
    }

    /** Names of the edges by which records of other types point at nodes of this one. */
    private List<String> pointingAt(NodeType type) {
        return types.stream()
                .flatMap(other -> other.edges().stream())
                .filter(edge ->
                        edge.otherLabel().equals(type.label())
                                || type.moreLabels().contains(edge.otherLabel()))
                .map(EdgeType::name)
                .distinct()
                .toList();
    }

    private Map<String, Object> page(RunMark mark) {
        var parameters = parameters(mark);
        parameters.put("limit", options.retireNodes());
        return parameters;
    }

    /** Without its zone, so that a time with fractions of a second compares rightly, too. */
    private Map<String, Object> parameters(Passed passed, RunMark mark) {
        var parameters = page(mark);
        parameters.put(
                "before",
                passed.before().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""));
        return parameters;
    }

    @Override
    public List<String> stale(NodeType type, RunMark mark, String after, int limit) {
        var parameters = parameters(mark);
        parameters.put("after", after);
        parameters.put("limit", limit);
        return ids(writer(type).statements().staleAfter, parameters);
    }

    private List<String> ids(String statement, Map<String, Object> parameters) {
        return transactions.read(transaction ->
                transaction.run(statement, parameters).list(found -> found.get("id").asString()));
    }

    private long change(String statement, Map<String, Object> parameters) {
        return transactions.write(
                transaction -> transaction.run(statement, parameters).single().get("n").asLong());
    }

    private NodeWriter writer(NodeType type) {
        NodeWriter writer = writers.get(type.label());
        if (writer == null) {
            throw new IllegalArgumentException("No such type was announced: " + type.label());
        }
        return writer;
    }

    private Map<String, Object> parameters(RunMark mark) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", mark.tenant());
        parameters.put("others", List.copyOf(mark.others()));
        parameters.put("tag", mark.updateTag());
        parameters.put("version", options.moduleVersion());
        return parameters;
    }
}
