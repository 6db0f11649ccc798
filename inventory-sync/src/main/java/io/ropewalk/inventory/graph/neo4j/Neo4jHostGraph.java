package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.inventory.graph.Compared;
import io.ropewalk.inventory.graph.HostGraph;
import io.ropewalk.inventory.graph.RunMark;
import io.ropewalk.inventory.graph.Written;
import io.ropewalk.inventory.hosts.HostRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;

/** Hosts in Neo4j. */
public final class Neo4jHostGraph implements HostGraph {
    private final Neo4jTransactions transactions;
    private final Neo4jSchema schema;
    private final Options options;

    /**
     * How it writes.
     *
     * @param retireNodes hosts deleted in one transaction
     * @param retireEdges edges deleted in one transaction
     * @param moduleVersion stands in {@code _module_version}
     */
    public record Options(int retireNodes, int retireEdges, String moduleVersion) {}

    /**
     * Uses the driver, which stays the caller's to close.
     *
     * @param database name of the database to write to
     * @param adopt whether plain indexes that are in the way may be replaced
     */
    public Neo4jHostGraph(Driver driver, String database, boolean adopt, Options options) {
        this.transactions = new Neo4jTransactions(driver, database);
        this.schema = new Neo4jSchema(transactions, adopt);
        this.options = options;
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
                transaction -> transaction.run(HostStatements.PLACE_TENANTS, parameters).consume());
    }

    @Override
    public Written write(List<HostRow> rows, RunMark mark) {
        // Sorted, so that two programs that write the same hosts take their locks in one order.
        Map<String, HostRow> byId = new TreeMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return write(byId, mark);
    }

    private Written write(Map<String, HostRow> rows, RunMark mark) {
        try {
            return transactions.write(transaction -> write(transaction, rows, mark));
        } catch (Neo4jTransactions.TooLarge tooLarge) {
            if (rows.size() < 2) {
                throw tooLarge;
            }
            return halves(rows).stream()
                    .map(half -> write(half, mark))
                    .reduce(Written.NOTHING, Written::plus);
        }
    }

    private static List<Map<String, HostRow>> halves(Map<String, HostRow> rows) {
        Map<String, HostRow> first = new TreeMap<>();
        Map<String, HostRow> second = new TreeMap<>();
        rows.forEach((id, row) -> (first.size() < rows.size() / 2 ? first : second).put(id, row));
        return List.of(first, second);
    }

    private Written write(TransactionContext transaction, Map<String, HostRow> rows, RunMark mark) {
        var parameters = parameters(mark);
        parameters.put("rows", keys(rows));
        var sorted = transaction.run(HostStatements.MARK_UNCHANGED, parameters).single();
        List<String> created = sorted.get("created").asList(Value::asString);
        List<String> updated = sorted.get("updated").asList(Value::asString);
        if (!created.isEmpty()) {
            parameters.put("rows", whole(rows, created));
            var counters = transaction.run(HostStatements.CREATE, parameters).consume().counters();
            if (counters.nodesCreated() != created.size()) {
                throw new IllegalStateException("hosts were written before their tenant");
            }
        }
        if (!updated.isEmpty()) {
            parameters.put("rows", whole(rows, updated));
            transaction.run(HostStatements.UPDATE, parameters).consume();
            transaction.run(HostStatements.MOVE, parameters).consume();
        }
        return new Written(
                created.size(),
                updated.size(),
                sorted.get("unchanged").asLong(),
                sorted.get("elsewhere").asLong());
    }

    @Override
    public Compared compare(List<HostRow> rows, RunMark mark) {
        Map<String, HostRow> byId = new TreeMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        var parameters = parameters(mark);
        parameters.put("rows", keys(byId));
        return transactions.read(transaction -> {
            var sorted = transaction.run(HostStatements.COMPARE, parameters).single();
            return new Compared(
                    new Written(
                            sorted.get("created").size(),
                            sorted.get("updated").size(),
                            sorted.get("unchanged").asLong(),
                            sorted.get("elsewhere").asLong()),
                    sorted.get("owned").asLong());
        });
    }

    @Override
    public long seen(RunMark mark) {
        return count(HostStatements.SEEN, mark);
    }

    @Override
    public long owned(RunMark mark) {
        return count(HostStatements.OWNED, mark);
    }

    @Override
    public long stale(RunMark mark) {
        return count(HostStatements.STALE, mark);
    }

    private long count(String statement, RunMark mark) {
        return transactions.read(transaction ->
                transaction.run(statement, parameters(mark)).single().get("n").asLong());
    }

    @Override
    public void retire(RunMark mark, BooleanSupplier goOn, LongConsumer deleted) {
        while (goOn.getAsBoolean()) {
            List<String> ids = stalePage(mark);
            if (ids.isEmpty()) {
                return;
            }
            var parameters = parameters(mark);
            parameters.put("ids", ids);
            parameters.put("limit", options.retireEdges());
            long cut = options.retireEdges();
            while (cut == options.retireEdges()) {
                if (!goOn.getAsBoolean()) {
                    return;
                }
                cut = change(HostStatements.CUT_EDGES, parameters);
            }
            deleted.accept(change(HostStatements.DELETE, parameters));
        }
    }

    private List<String> stalePage(RunMark mark) {
        var parameters = parameters(mark);
        parameters.put("limit", options.retireNodes());
        return transactions.read(transaction ->
                transaction
                        .run(HostStatements.STALE_PAGE, parameters)
                        .list(found -> found.get("id").asString()));
    }

    private long change(String statement, Map<String, Object> parameters) {
        return transactions.write(
                transaction -> transaction.run(statement, parameters).single().get("n").asLong());
    }

    private Map<String, Object> parameters(RunMark mark) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", mark.tenant());
        parameters.put("others", List.copyOf(mark.others()));
        parameters.put("tag", mark.updateTag());
        parameters.put("version", options.moduleVersion());
        return parameters;
    }

    private static List<List<String>> keys(Map<String, HostRow> rows) {
        return rows.values().stream().map(row -> List.of(row.id(), row.hash())).toList();
    }

    private static List<List<Object>> whole(Map<String, HostRow> rows, List<String> ids) {
        return ids.stream().map(rows::get).map(Neo4jHostGraph::whole).toList();
    }

    private static List<Object> whole(HostRow row) {
        List<Object> values = new ArrayList<>(row.values().size() + 3);
        values.add(row.id());
        values.add(row.cid());
        values.add(row.hash());
        values.addAll(row.values());
        return values;
    }
}
