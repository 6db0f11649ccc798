package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.graph.NodeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The constraints and indexes. A graph that Cartography filled has plain indexes where the
 * constraints belong, and may hold an id twice: that is reported with the commands that mend it,
 * never mended unasked.
 */
final class Neo4jSchema {
    private static final Logger LOG = LoggerFactory.getLogger(Neo4jSchema.class);

    private static final String INDEX_ON =
            """
            SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint
            WHERE labelsOrTypes = [$label] AND properties = [$property] AND type = 'RANGE'
            RETURN name, owningConstraint IS NOT NULL AS unique
            """;

    private final Neo4jTransactions transactions;
    private final List<NodeType> types;
    private final boolean adopt;
    private boolean ready;

    Neo4jSchema(Neo4jTransactions transactions, List<NodeType> types, boolean adopt) {
        this.transactions = transactions;
        this.types = List.copyOf(types);
        this.adopt = adopt;
    }

    private record Index(String name, boolean unique) {}

    synchronized void prepare() {
        if (ready) {
            return;
        }
        List<String> unique =
                Stream.concat(Stream.of("CrowdstrikeTenant"), types.stream().map(NodeType::label))
                        .toList();
        List<String> drops =
                adopt
                        ? List.of()
                        : unique.stream().flatMap(label -> plain(label).stream()).toList();
        if (!drops.isEmpty()) {
            throw refused(
                    "The graph has plain indexes, as Cartography makes them, where uniqueness constraints belong. Run: %s  and start the sync again, or set ropewalk.inventory.schema=adopt to have them replaced."
                            .formatted(String.join(" ", drops)));
        }
        unique.forEach(this::constrain);
        types.forEach(this::index);
        transactions.read(tx -> tx.run("CALL db.awaitIndexes(100)").consume());
        unique.forEach(this::warnOfSeenIndex);
        ready = true;
    }

    /** What people search by, and the tenant whose nodes are counted and retired. */
    private void index(NodeType type) {
        Stream<String> own = type.shared() ? Stream.empty() : Stream.of("ropewalk_tenant");
        Stream.concat(own, type.indexed().stream())
                .forEach(property ->
                        schema(
                                "CREATE INDEX ropewalk_%1$s_%2$s IF NOT EXISTS FOR (n:%1$s) ON (n.%2$s)"
                                        .formatted(type.label(), property)));
    }

    /** What removes the plain index in the constraint's place, where there is one. */
    private Optional<String> plain(String label) {
        return index(label, "id").filter(it -> !it.unique()).map(it -> drop(it) + ";");
    }

    private static String drop(Index index) {
        return "DROP INDEX `%s`".formatted(index.name());
    }

    private void constrain(String label) {
        Optional<Index> there = index(label, "id");
        if (there.filter(Index::unique).isPresent()) {
            return;
        }
        long twice = duplicates(label);
        if (twice > 0) {
            throw refused(
                    "The graph holds %d ids of %s more than once, so no constraint can guard them. Keep the newest of each with: %s"
                            .formatted(twice, label, keepNewest(label)));
        }
        if (there.isPresent()) {
            log("a plain index was replaced by a uniqueness constraint", label);
            schema(drop(there.get()));
        }
        schema(
                "CREATE CONSTRAINT ropewalk_%1$s_id IF NOT EXISTS FOR (n:%1$s) REQUIRE n.id IS UNIQUE"
                        .formatted(label));
    }

    private void warnOfSeenIndex(String label) {
        if (index(label, "lastupdated").isPresent()) {
            log(
                    "lastupdated is indexed, which makes every unchanged node cost a write to it",
                    label);
        }
    }

    private Optional<Index> index(String label, String property) {
        var parameters = Map.<String, Object>of("label", label, "property", property);
        return transactions.read(transaction ->
                transaction.run(INDEX_ON, parameters).stream()
                        .map(found ->
                                new Index(
                                        found.get("name").asString(),
                                        found.get("unique").asBoolean()))
                        .findFirst());
    }

    private long duplicates(String label) {
        String statement =
                "MATCH (n:%s) WITH n.id AS id, count(*) AS times WHERE times > 1 RETURN count(*) AS n"
                        .formatted(label);
        return transactions.read(
                transaction -> transaction.run(statement).single().get("n").asLong());
    }

    private static String keepNewest(String label) {
        return "MATCH (n:%s) WITH n ORDER BY n.lastupdated DESC WITH n.id AS id, collect(n) AS same WHERE size(same) > 1 UNWIND tail(same) AS old DETACH DELETE old;"
                .formatted(label);
    }

    private void schema(String statement) {
        transactions.write(transaction -> transaction.run(statement).consume());
    }

    private static GraphFailure refused(String message) {
        return new GraphFailure(FailureCategory.CONFLICT, message);
    }

    private static void log(String message, String label) {
        try (var _ = MDC.putCloseable("label", label)) {
            LOG.warn(message);
        }
    }
}
