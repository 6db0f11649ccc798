package io.ropewalk.stream.state.jdbc;

import io.ropewalk.kit.state.Sql;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Dead letters with their bytes. */
final class JdbcDeadLetters implements DeadLetters {
    private static final byte[] NO_BYTES = {};

    private static final String INSERT =
            """
            INSERT INTO stream_dead_letter (id, identity, tenant, partition_name, sink, after_offset, event_offset,
                event_type, reason, total_bytes, created_at, state, bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (identity) DO NOTHING
            """;

    private static final String LIST =
            """
            SELECT id, tenant, partition_name, sink, after_offset, event_offset, event_type, reason, total_bytes,
                created_at, state
            FROM stream_dead_letter WHERE tenant = ?
            """;

    private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT ?";

    private static final String AFTER =
            " AND (created_at, id) < (SELECT created_at, id FROM stream_dead_letter WHERE tenant = ? AND id = ?)";

    private final Sql sql;

    JdbcDeadLetters(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(DeadLetter letter) {
        sql.write(connection -> insert(connection, letter));
    }

    @Override
    public void keepAll(List<DeadLetter> letters) {
        sql.transaction(connection -> {
            int kept = 0;
            for (DeadLetter letter : letters) {
                kept += insert(connection, letter);
            }
            return kept;
        });
    }

    private static int insert(Connection connection, DeadLetter letter) throws SQLException {
        return Sql.update(
                connection,
                INSERT,
                letter.id(),
                identity(letter),
                letter.partition().tenant(),
                letter.partition().partition(),
                Sql.orNull(letter.sink()),
                Sql.orNull(letter.after()),
                Sql.orNull(letter.offset()),
                letter.eventType(),
                letter.reason(),
                letter.totalBytes(),
                letter.createdAt().toEpochMilli(),
                word(letter.state()),
                letter.bytes());
    }

    /** One number for what makes two the same, where a database would hold nulls apart. */
    private static String identity(DeadLetter letter) {
        MessageDigest digest = sha256();
        for (String part :
                List.of(
                        letter.partition().tenant(),
                        letter.partition().partition(),
                        letter.sink().orElse(""),
                        text(letter.after()),
                        text(letter.offset()))) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // Its length first: or two parts could read as two others.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(letter.bytes()));
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public List<DeadLetter> list(String tenant, Optional<String> after, int limit) {
        return after.isEmpty()
                ? sql.query(LIST + NEWEST_FIRST, row -> letter(row, NO_BYTES), tenant, limit)
                : sql.query(
                        LIST + AFTER + NEWEST_FIRST,
                        row -> letter(row, NO_BYTES),
                        tenant,
                        tenant,
                        after.get(),
                        limit);
    }

    @Override
    public Optional<DeadLetter> find(String tenant, String id) {
        return sql
                .query(
                        "SELECT * FROM stream_dead_letter WHERE tenant = ? AND id = ?",
                        row -> letter(row, row.getBytes("bytes")),
                        tenant,
                        id)
                .stream()
                .findFirst();
    }

    private static DeadLetter letter(ResultSet row, byte[] bytes) throws SQLException {
        return new DeadLetter(
                row.getString("id"),
                Rows.partition(row),
                Optional.ofNullable(row.getString("sink")),
                Sql.number(row, "after_offset"),
                Sql.number(row, "event_offset"),
                row.getString("event_type"),
                row.getString("reason"),
                bytes,
                row.getLong("total_bytes"),
                Sql.instant(row, "created_at"),
                DeadLetter.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    @Override
    public void replayed(String tenant, String id) {
        sql.update(
                "UPDATE stream_dead_letter SET state = ? WHERE tenant = ? AND id = ?",
                word(DeadLetter.State.REPLAYED),
                tenant,
                id);
    }

    @Override
    public long waiting(String tenant) {
        return sql.query(
                        "SELECT COUNT(*) FROM stream_dead_letter WHERE tenant = ? AND state = 'waiting'",
                        row -> row.getLong(1),
                        tenant)
                .getFirst();
    }

    private static String word(DeadLetter.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
