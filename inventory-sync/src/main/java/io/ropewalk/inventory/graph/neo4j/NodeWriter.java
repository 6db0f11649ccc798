package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.inventory.graph.Compared;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.graph.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;

/** Writes batches of one type inside a transaction that its caller opened. */
final class NodeWriter {
    private final NodeStatements statements;
    private final List<EdgeStatements> edges;

    NodeWriter(NodeType type) {
        this.statements = new NodeStatements(type);
        this.edges = type.edges().stream().map(edge -> new EdgeStatements(type, edge)).toList();
    }

    NodeStatements statements() {
        return statements;
    }

    Written write(
            TransactionContext transaction, Map<String, Row> rows, Map<String, Object> parameters) {
        parameters.put("rows", keys(rows));
        Record sorted = transaction.run(statements.markUnchanged, parameters).single();
        List<Row> created = rows(rows, sorted.get("created"));
        List<Row> updated = rows(rows, sorted.get("updated"));
        if (!created.isEmpty()) {
            create(transaction, created, parameters);
        }
        if (!updated.isEmpty()) {
            update(transaction, updated, parameters);
        }
        return new Written(
                created.size(),
                updated.size(),
                sorted.get("unchanged").asLong(),
                sorted.get("elsewhere").asLong());
    }

    private void create(
            TransactionContext transaction, List<Row> rows, Map<String, Object> parameters) {
        parameters.put("rows", rows.stream().map(NodeWriter::whole).toList());
        var counters = transaction.run(statements.create, parameters).consume().counters();
        if (counters.nodesCreated() != rows.size()) {
            throw new IllegalStateException("nodes were written before their tenant");
        }
        for (int i = 0; i < edges.size(); i++) {
            draw(transaction, edges.get(i), edges.get(i).create, ends(rows, i), parameters);
        }
    }

    private void update(
            TransactionContext transaction, List<Row> rows, Map<String, Object> parameters) {
        parameters.put("rows", rows.stream().map(NodeWriter::whole).toList());
        transaction.run(statements.update, parameters).consume();
        transaction.run(statements.move, parameters).consume();
        for (int i = 0; i < edges.size(); i++) {
            parameters.put("rows", kept(rows, i));
            transaction.run(edges.get(i).cut, parameters).consume();
            draw(transaction, edges.get(i), edges.get(i).merge, ends(rows, i), parameters);
        }
    }

    private static void draw(
            TransactionContext transaction,
            EdgeStatements edge,
            String statement,
            List<List<Object>> ends,
            Map<String, Object> parameters) {
        if (ends.isEmpty()) {
            return;
        }
        parameters.put("edges", ends);
        long drawn = transaction.run(statement, parameters).single().get("n").asLong();
        if (drawn != ends.size()) {
            transaction.run(edge.unresolved, parameters).consume();
        }
    }

    Compared compare(
            TransactionContext transaction, Map<String, Row> rows, Map<String, Object> parameters) {
        parameters.put("rows", keys(rows));
        Record sorted = transaction.run(statements.compare, parameters).single();
        return new Compared(
                new Written(
                        sorted.get("created").size(),
                        sorted.get("updated").size(),
                        sorted.get("unchanged").asLong(),
                        sorted.get("elsewhere").asLong()),
                sorted.get("owned").asLong());
    }

    /**
     * In the order of the other ends: several writers draw edges to the same nodes, and whoever
     * locks in one order does not deadlock.
     */
    private static List<List<Object>> ends(List<Row> rows, int edge) {
        List<List<Object>> ends = new ArrayList<>();
        for (Row row : rows) {
            for (Row.Link link : row.links().get(edge)) {
                List<Object> values = new ArrayList<>(link.values().size() + 2);
                values.add(row.id());
                values.add(link.other());
                values.addAll(link.values());
                ends.add(values);
            }
        }
        ends.sort(Comparator.comparing(values -> (String) values.get(1)));
        return ends;
    }

    private static List<List<Object>> kept(List<Row> rows, int edge) {
        return rows.stream()
                .map(row ->
                        List.<Object>of(
                                row.id(),
                                row.links().get(edge).stream().map(Row.Link::other).toList()))
                .toList();
    }

    private static List<Row> rows(Map<String, Row> rows, Value ids) {
        return ids.asList(Value::asString).stream().map(rows::get).toList();
    }

    private static List<List<String>> keys(Map<String, Row> rows) {
        return rows.values().stream().map(row -> List.of(row.id(), row.hash())).toList();
    }

    static List<Object> whole(Row row) {
        List<Object> values = new ArrayList<>(row.values().size() + NodeStatements.HEAD);
        values.add(row.id());
        values.add(row.cid());
        values.add(row.hash());
        values.addAll(row.values());
        return values;
    }
}
