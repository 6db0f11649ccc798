package io.ropewalk.ioc.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Falcon has of a value in the end, for every event, every way of removal and every value.
 *
 * <p>Before the event the value is new; or one indicator owns it (written as {@code detect medium
 * [one]}); or two do (the other one: {@code detect low [other]}); or it is foreign ({@code detect
 * critical [hand]}). Created, updated and the like the indicator wants {@code high}. A {@code -} is
 * no IOC. Soft removal that is seen at once is the case where nothing was written between the
 * events.
 */
public final class DecisionTable {
    private static final String TABLE =
            """
            CREATE   | NEW     | detect high [one]                  | detect high [one]        | detect high [one]
            CREATE   | OWNED   | detect high [one]                  | detect high [one]        | detect high [one]
            CREATE   | SHARED  | detect high [one, other]           | detect high [one, other] | detect high [one, other]
            CREATE   | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            UPDATE   | NEW     | detect high [one]                  | detect high [one]        | detect high [one]
            UPDATE   | OWNED   | detect high [one]                  | detect high [one]        | detect high [one]
            UPDATE   | SHARED  | detect high [one, other]           | detect high [one, other] | detect high [one, other]
            UPDATE   | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            DELETE   | NEW     | -                                  | -                        | -
            DELETE   | OWNED   | no_action medium [TO_DELETE, one]  | -                        | no_action medium [TO_DELETE, one]
            DELETE   | SHARED  | detect low [other]                 | detect low [other]       | detect low [other]
            DELETE   | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            REVOKE   | NEW     | -                                  | -                        | -
            REVOKE   | OWNED   | no_action medium [TO_DELETE, one]  | -                        | no_action medium [TO_DELETE, one]
            REVOKE   | SHARED  | detect low [other]                 | detect low [other]       | detect low [other]
            REVOKE   | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            UNREVOKE | NEW     | detect high [one]                  | detect high [one]        | detect high [one]
            UNREVOKE | OWNED   | detect high [one]                  | detect high [one]        | detect high [one]
            UNREVOKE | SHARED  | detect high [one, other]           | detect high [one, other] | detect high [one, other]
            UNREVOKE | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            MERGE    | NEW     | -                                  | -                        | -
            MERGE    | OWNED   | no_action medium [TO_DELETE, one]  | -                        | no_action medium [TO_DELETE, one]
            MERGE    | SHARED  | detect low [other]                 | detect low [other]       | detect low [other]
            MERGE    | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            EXPIRE   | NEW     | no_action high [TO_DELETE, one]    | -                        | -
            EXPIRE   | OWNED   | no_action high [TO_DELETE, one]    | -                        | no_action medium [TO_DELETE, one]
            EXPIRE   | SHARED  | detect low [other]                 | detect low [other]       | detect low [other]
            EXPIRE   | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            RECREATE | NEW     | detect high [one]                  | detect high [one]        | detect high [one]
            RECREATE | OWNED   | detect high [one]                  | detect high [one]        | detect high [one]
            RECREATE | SHARED  | detect high [one, other]           | detect high [one, other] | detect high [one, other]
            RECREATE | FOREIGN | detect critical [hand]             | detect critical [hand]   | detect critical [hand]
            """;

    private DecisionTable() {}

    /** How the value stood before. */
    public enum Before {
        NEW,
        OWNED,
        SHARED,
        FOREIGN
    }

    /** What happens. */
    public enum Event {
        CREATE,
        UPDATE,
        DELETE,
        /** It leaves the stream's filter. */
        REVOKE,
        UNREVOKE,
        /** Another takes it up. */
        MERGE,
        EXPIRE,
        RECREATE
    }

    /**
     * One line.
     *
     * @param soft how it ends where removal puts out of use
     * @param permanent how it ends where removal deletes
     * @param softAtOnce as {@code soft}, where nothing was written between the events
     */
    public record Row(
            Event event, Before before, String soft, String permanent, String softAtOnce) {}

    /** All lines. */
    public static List<Row> rows() {
        List<Row> rows = TABLE.lines().map(DecisionTable::row).toList();
        long cells = rows.stream().map(it -> it.event() + " " + it.before()).distinct().count();
        if (cells != (long) Event.values().length * Before.values().length) {
            throw new IllegalStateException("the table has a gap");
        }
        return rows;
    }

    private static Row row(String line) {
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        return new Row(
                Event.valueOf(cells.get(0)),
                Before.valueOf(cells.get(1)),
                cells.get(2),
                cells.get(3),
                cells.get(4));
    }

    /** All lines, each once for soft and once for permanent removal. */
    public static Stream<Object[]> cells() {
        return rows().stream()
                .flatMap(row -> Stream.of(false, true).map(flag -> new Object[] {row, flag}));
    }
}
