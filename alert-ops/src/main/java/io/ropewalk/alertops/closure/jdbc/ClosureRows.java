package io.ropewalk.alertops.closure.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.Deed;
import io.ropewalk.alertops.closure.Former;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.kit.state.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows and what they stand for. */
final class ClosureRows {
    static final String INSERT =
            """
            INSERT INTO closure (id, tenant, source, state, plan, reason, approved_by, token_hash, token_expires,
                key_text, key_digest, wish, created_at, executed_at, done_before)
            VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, '', '', 'NONE', ?, ?, 0)
            """;

    static final String INSERT_ITEM =
            """
            INSERT INTO closure_item (closure_id, position, composite_id, state, status, tags, uuid, mail, person,
                updated, matched, attempts, message, trace_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final int TEXT = 300;
    private static final int TRACE = 200;
    private static final int MESSAGE = 2_000;

    private final ObjectMapper json;

    ClosureRows(ObjectMapper json) {
        this.json = json;
    }

    Object[] values(Closure closure) {
        return new Object[] {
            closure.id(),
            closure.tenant(),
            closure.deed() instanceof Deed.Revert revert ? revert.source() : "",
            closure.state().name(),
            PlanJson.write(closure, json),
            closure.asked().reason(),
            closure.pass().hash(),
            closure.pass().expires().toEpochMilli(),
            closure.times().created().toEpochMilli(),
            closure.times().executed().<Object>map(Instant::toEpochMilli).orElse(Sql.NullOf.NUMBER)
        };
    }

    Closure closure(ResultSet row) throws SQLException {
        PlanJson plan = PlanJson.read(row.getString("plan"), json);
        return new Closure(
                row.getString("id"),
                row.getString("tenant"),
                plan.deed(row.getString("source")),
                plan.frozen(),
                new Closure.Asked(
                        plan.by(),
                        plan.via(),
                        row.getString("reason"),
                        plan.approval(),
                        Optional.ofNullable(row.getString("approved_by"))),
                new Closure.Pass(
                        row.getString("token_hash"),
                        Sql.instant(row, "token_expires"),
                        row.getString("key_text"),
                        row.getString("key_digest")),
                ClosureState.valueOf(row.getString("state")),
                new Closure.Times(
                        Sql.instant(row, "created_at"),
                        time(row, "executed_at"),
                        time(row, "started_at"),
                        row.getInt("done_before"),
                        time(row, "finished_at")),
                failure(row));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Sql.number(row, column).stream().mapToObj(Instant::ofEpochMilli).findFirst();
    }

    private static Optional<Closure.Failure> failure(ResultSet row) throws SQLException {
        String word = row.getString("failure_category");
        if (word == null) {
            return Optional.empty();
        }
        FailureCategory category =
                Arrays.stream(FailureCategory.values())
                        .filter(it -> it.word().equals(word))
                        .findFirst()
                        .orElse(FailureCategory.BUG);
        return Optional.of(
                new Closure.Failure(
                        category,
                        row.getString("failure_message"),
                        row.getString("failure_trace_id")));
    }

    Object[] values(String closure, ClosureItem item) {
        Former former = item.former();
        return new Object[] {
            closure,
            item.position(),
            item.compositeId(),
            item.state().name(),
            former.status(),
            tags(former.tags()),
            former.uuid(),
            former.mail(),
            former.person(),
            former.updated(),
            cut(item.matched(), TEXT),
            item.attempts(),
            cut(item.message(), MESSAGE),
            cut(item.traceId(), TRACE)
        };
    }

    /** What a settled item is updated with; the key comes last. */
    static Object[] settled(String closure, ClosureItem item) {
        return new Object[] {
            item.state().name(),
            cut(item.message(), MESSAGE),
            cut(item.traceId(), TRACE),
            closure,
            item.position()
        };
    }

    ClosureItem item(ResultSet row) throws SQLException {
        return new ClosureItem(
                row.getInt("position"),
                row.getString("composite_id"),
                new Former(
                        row.getString("status"),
                        tags(row.getString("tags")),
                        row.getString("uuid"),
                        row.getString("mail"),
                        row.getString("person"),
                        row.getString("updated")),
                row.getString("matched"),
                ItemState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("message"),
                row.getString("trace_id"));
    }

    private String tags(List<String> tags) {
        try {
            return json.writeValueAsString(tags);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private List<String> tags(String text) {
        try {
            return List.of(json.readValue(text, String[].class));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
