package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How things stand in rows. */
final class Rows {
    /** Of an entry and, where there is one, a claim. */
    static final String ENTRY_AND_CLAIM =
            "e.type, e.value, e.ticket, e.state, e.falcon_id, e.written, e.tags AS entry_tags,"
                    + " c.action, c.severity, c.platforms, c.expires_at, c.tags, c.description";

    static final String CLAIM = "action, severity, platforms, expires_at, tags, description";

    private Rows() {}

    /** Rows of entries, each perhaps with one of several claims. */
    record EntryRow(IocValue value, Entry entry, long ticket, Optional<Wish> wish) {}

    static EntryRow entry(ResultSet row) throws SQLException {
        return new EntryRow(
                value(row),
                new Entry(
                        Entry.State.of(row.getString("state")),
                        row.getString("falcon_id"),
                        row.getString("written"),
                        lines(row.getString("entry_tags"))),
                row.getLong("ticket"),
                row.getString("action") == null ? Optional.empty() : Optional.of(wish(row)));
    }

    /** One for each entry, in the order of the rows. */
    static List<Pending> grouped(List<EntryRow> rows) {
        Map<IocValue, List<EntryRow>> groups = new LinkedHashMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.value(), _ -> new ArrayList<>()).add(row));
        return groups.values().stream()
                .map(group -> {
                    EntryRow first = group.getFirst();
                    return new Pending(
                            first.value(),
                            first.entry(),
                            first.ticket(),
                            group.stream().flatMap(it -> it.wish().stream()).toList());
                })
                .toList();
    }

    static IocValue value(ResultSet row) throws SQLException {
        return new IocValue(
                IocType.named(row.getString("type")).orElseThrow(), row.getString("value"));
    }

    static Wish wish(ResultSet row) throws SQLException {
        return new Wish(
                Action.named(row.getString("action")).orElseThrow(),
                Severity.named(row.getString("severity")).orElseThrow(),
                lines(row.getString("platforms")).stream()
                        .map(word -> Platform.named(word).orElseThrow())
                        .collect(Collectors.toSet()),
                time(row.getLong("expires_at")),
                lines(row.getString("tags")),
                row.getString("description"));
    }

    static Object[] claim(String indicator, IocValue value, Wish wish) {
        return new Object[] {
            indicator,
            value.type().word(),
            value.value(),
            wish.action().word(),
            wish.severity().word(),
            lines(wish.platforms().stream().map(Platform::word).toList()),
            millis(wish.expiration()),
            lines(wish.tags()),
            wish.description()
        };
    }

    static Quarantined quarantined(ResultSet row) throws SQLException {
        return new Quarantined(
                row.getString("id"),
                Quarantined.Kind.valueOf(row.getString("kind")),
                row.getString("tenant"),
                row.getString("subject"),
                row.getString("category"),
                row.getString("message"),
                row.getString("raw"),
                Instant.ofEpochMilli(row.getLong("at")));
    }

    static Object[] quarantined(Quarantined it) {
        return new Object[] {
            it.id(),
            it.kind().name(),
            it.tenant(),
            it.subject(),
            it.category(),
            it.message(),
            it.raw(),
            it.at().toEpochMilli()
        };
    }

    static long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(0L);
    }

    private static Optional<Instant> time(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** A label holds no line end, or loses it here. */
    static String lines(Collection<String> words) {
        return words.stream()
                .map(word -> word.replace('\n', ' '))
                .collect(Collectors.joining("\n"));
    }

    private static SortedSet<String> lines(String text) {
        return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(text.split("\n", -1)));
    }
}
