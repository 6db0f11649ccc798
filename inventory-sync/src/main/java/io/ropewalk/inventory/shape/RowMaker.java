package io.ropewalk.inventory.shape;

import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Makes rows of one type from records, with their hash and weight. Pure. */
public final class RowMaker<R> {
    private static final int FRAME = 3;

    private final String tenant;
    private final NodeType type;
    private final List<Column<R>> columns;

    /**
     * Makes rows for one tenant.
     *
     * @param tenant configured name of the tenant that writes; empty for shared nodes
     * @param columns for each of the type's properties, in its order
     */
    public RowMaker(String tenant, NodeType type, List<Column<R>> columns) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.type = type;
        this.columns = List.copyOf(columns);
        if (!names(columns).equals(type.properties())) {
            throw new IllegalArgumentException(
                    "The columns are not the properties of " + type.label());
        }
    }

    /** Names of the columns, as a {@link NodeType} wants them. */
    public static <R> List<String> names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** A row without edges of its own. */
    public Row row(String id, String cid, R record) {
        return row(id, cid, id, record, Collections.nCopies(type.edges().size(), List.of()));
    }

    /**
     * A row with edges.
     *
     * @param links for each of the type's edges, in its order
     */
    public Row row(String id, String cid, String lane, R record, List<List<Row.Link>> links) {
        List<Object> values = new ArrayList<>(columns.size());
        ContentHash hash = new ContentHash(tenant);
        hash.add("id", id);
        hash.add("cid", cid);
        int bytes = id.length() + cid.length();
        for (Column<R> column : columns) {
            Object value = column.value().apply(record);
            values.add(value);
            hash.add(column.name(), value);
            bytes += weight(value);
        }
        for (int i = 0; i < links.size(); i++) {
            bytes += add(hash, type.edges().get(i), links.get(i));
        }
        return new Row(id, cid, lane, hash.text(), values, links, bytes);
    }

    private static int add(ContentHash hash, EdgeType edge, List<Row.Link> links) {
        int bytes = 0;
        for (Row.Link link : links) {
            hash.add(edge.name(), link.other());
            bytes += weight(link.other());
            for (int i = 0; i < link.values().size(); i++) {
                hash.add(edge.properties().get(i), link.values().get(i));
                bytes += weight(link.values().get(i));
            }
        }
        return bytes;
    }

    private static int weight(Object value) {
        return switch (value) {
            case null -> 1;
            case List<?> list -> list.stream().mapToInt(RowMaker::weight).sum() + FRAME;
            default -> value.toString().length() + FRAME;
        };
    }
}
