package io.ropewalk.inventory.graph.neo4j;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.graph.NodeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** All at once: each start asks, and asking for each label alone is a hundred questions. */
    private static final String INDEXES =
            """
            SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint
            WHERE size(labelsOrTypes) = 1 AND size(properties) = 1 AND type = 'RANGE'
              AND entityType = 'NODE'
            RETURN name, labelsOrTypes[0] AS label, properties[0] AS property,
                   owningConstraint IS NOT NULL AS unique
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

    private record Place(String label, String property) {}

    synchronized void prepare() {
        if (ready) {
            return;
        }
        List<String> unique =
                Stream.concat(Stream.of("CrowdstrikeTenant"), types.stream().map(NodeType::label))
                        .toList();
        Map<Place, Index> there = indexes();
        List<String> drops =
                adopt
                        ? List.of()
                        : unique.stream()
                                .map(label -> there.get(new Place(label, "id")))
                                .filter(it -> it != null && !it.unique())
                                .map(it -> drop(it) + ";")
                                .toList();
        if (!drops.isEmpty()) {
            throw refused(
                    "The graph has plain indexes, as Cartography makes them, where uniqueness constraints belong. Run: %s  and start the sync again, or set ropewalk.inventory.schema=adopt to have them replaced."
                            .formatted(String.join(" ", drops)));
        }
        unique.forEach(
                label -> constrain(label, Optional.ofNullable(there.get(new Place(label, "id")))));
        types.forEach(type -> index(type, there.keySet()));
        transactions.read(tx -> tx.run("CALL db.awaitIndexes(100)").consume());
        unique.stream()
                .filter(label -> there.containsKey(new Place(label, "lastupdated")))
                .forEach(label ->
                        log(
                                "lastupdated is indexed, which makes every unchanged node cost a write to it",
                                label));
        ready = true;
    }

    /** What people search by, and the tenant whose nodes are counted and retired. */
    private void index(NodeType type, Set<Place> there) {
        Stream<String> own = type.shared() ? Stream.empty() : Stream.of("ropewalk_tenant");
        Stream.concat(own, type.indexed().stream())
                .filter(property -> !there.contains(new Place(type.label(), property)))
                .forEach(property ->
                        schema(
                                "CREATE INDEX ropewalk_%1$s_%2$s IF NOT EXISTS FOR (n:%1$s) ON (n.%2$s)"
                                        .formatted(type.label(), property)));
    }

    private static String drop(Index index) {
        return "DROP INDEX `%s`".formatted(index.name());
    }

    private void constrain(String label, Optional<Index> there) {
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

    private Map<Place, Index> indexes() {
        return transactions.read(transaction ->
                transaction.run(INDEXES).stream()
                        .collect(
                                Collectors.toMap(
                                        it ->
                                                new Place(
                                                        it.get("label").asString(),
                                                        it.get("property").asString()),
                                        it ->
                                                new Index(
                                                        it.get("name").asString(),
                                                        it.get("unique").asBoolean()))));
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
