package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.PageWalk;
import io.ropewalk.inventory.graph.InventoryGraph;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings pages to the writers, record by record, and first what the records point at. One thread:
 * the nodes that many records share are written here and nowhere else, each once a run.
 */
final class Pump<R> {
    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    private static final int FEW = 50_000;

    private final Shape<R> shape;
    private final Stage stage;
    private final Writers writers;

    /** As many as the customer has Flight Control children, not as many as it has hosts. */
    private final Set<String> tenants = new HashSet<>();

    /** As many as there are CVEs, groups and policies, not as many as there are findings. */
    private final Set<String> placed = new HashSet<>();

    /**
     * The listing's ids as long as they are few, so that a repeated one is told even where others
     * hold the node; null once they are many.
     */
    private Set<String> few = new HashSet<>();

    private boolean repeated;

    private Optional<String> brought = Optional.empty();

    /** Where a pump writes: the graph, for this order, counting here. */
    record Stage(NodeType type, InventoryGraph graph, SyncOrder order, Tally tally) {}

    Pump(Shape<R> shape, Stage stage, Writers writers) {
        this.shape = shape;
        this.stage = stage;
        this.writers = writers;
    }

    void page(PageWalk.Step.Items<R> page) throws InterruptedException {
        stage.tally().received(page.items().size(), page.total());
        List<Row> rows = new ArrayList<>(page.items().size());
        List<String> over = new ArrayList<>();
        Map<NodeType, List<Row>> before = new LinkedHashMap<>();
        for (R item : page.items()) {
            switch (shape.shape(item)) {
                case Shaped.Ready(var row, var companions) -> {
                    rows.add(row);
                    remember(row.id());
                    companions.forEach(it -> collect(it, before));
                }
                case Shaped.Over(var id) -> over.add(id);
                case Shaped.Refused _ -> refused();
            }
        }
        if (!rows.isEmpty()) {
            brought = Optional.of(rows.getLast().id());
        }
        place(rows, before);
        for (Row row : rows) {
            writers.add(row);
        }
        remove(over);
    }

    private void remember(String id) {
        if (few != null) {
            repeated |= !few.add(id);
            few = few.size() > FEW ? null : few;
        }
    }

    /** Whether no record came twice; false where that cannot be told. */
    boolean distinct() {
        return few != null && !repeated;
    }

    /** Id of the latest record that is one. */
    Optional<String> brought() {
        return brought;
    }

    private void collect(Shaped.Companion companion, Map<NodeType, List<Row>> before) {
        Row row = companion.row();
        if (placed.add(companion.type().label() + '\n' + row.id())) {
            before.computeIfAbsent(companion.type(), _ -> new ArrayList<>()).add(row);
        }
    }

    private void refused() {
        stage.tally().refused();
        try (var _ = MDC.putCloseable("label", stage.type().label())) {
            LOG.warn("a record without its own id or a customer id was refused");
        }
    }

    private void place(List<Row> rows, Map<NodeType, List<Row>> before) {
        Set<String> cids = new HashSet<>();
        rows.stream().map(Row::cid).filter(tenants::add).forEach(cids::add);
        if (stage.order().dryRun()) {
            return;
        }
        var mark = stage.order().mark();
        stage.tally()
                .database(() -> {
                    if (!cids.isEmpty()) {
                        stage.graph().placeTenants(cids, mark);
                    }
                    before.forEach((type, companions) -> {
                        if (type.shared()) {
                            stage.graph().writeShared(type, companions, mark);
                        } else {
                            stage.graph().placeStubs(type, companions, mark);
                        }
                    });
                    return null;
                });
    }

    private void remove(List<String> over) {
        if (over.isEmpty()) {
            return;
        }
        var graph = stage.graph();
        var mark = stage.order().mark();
        long gone =
                stage.tally()
                        .database(() ->
                                stage.order().dryRun()
                                        ? graph.present(stage.type(), over, mark)
                                        : graph.remove(stage.type(), over, mark));
        stage.tally().over(over.size());
        stage.tally().retired(gone);
    }
}
