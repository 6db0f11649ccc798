package io.ropewalk.simulator.discover;

import io.ropewalk.simulator.records.Records;
import io.ropewalk.simulator.records.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A collection whose fields stand in a table. */
abstract class Collection<R extends Row> implements Records {
    private final Map<String, Function<R, List<String>>> table;

    Collection(Map<String, Function<R, List<String>>> table) {
        this.table = table;
    }

    @Override
    public abstract R row();

    List<String> values(R row, String field) {
        return table.get(field).apply(row);
    }

    @Override
    public Set<String> fields() {
        return table.keySet();
    }

    @Override
    public Set<String> numbers() {
        return Set.of();
    }

    @Override
    public Set<String> exact() {
        return Set.of("tags", "groups", "host.tags", "host.groups");
    }
}
