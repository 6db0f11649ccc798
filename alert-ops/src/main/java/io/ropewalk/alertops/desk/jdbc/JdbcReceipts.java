package io.ropewalk.alertops.desk.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.desk.Receipts;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.kit.state.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receipts as rows; one without an answer is a request under way. */
public final class JdbcReceipts implements Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcReceipts.class);
    private static final Duration KEPT = Duration.ofHours(24);

    /**
     * Without a sign of life for so long the process that had a request is taken for dead; the
     * marker in comments keeps what it wrote from being written twice.
     */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private final Sql sql;
    private final ObjectMapper json;
    private final String now;
    private final String owner = UUID.randomUUID().toString();
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

    private record Receipt(String digest, String answer) {}

    public JdbcReceipts(Sql sql, ObjectMapper json) {
        this.sql = Objects.requireNonNull(sql, "sql");
        this.json = Objects.requireNonNull(json, "json");
        this.now = sql.database().kind().nowMillis();
    }

    @Override
    public Answer once(Key key, Supplier<Answer> work) {
        Optional<Receipt> before = take(key);
        if (before.isPresent()) {
            return repeated(before.get(), key);
        }
        underWay.add(key);
        try {
            Answer answer = work.get();
            settle(() -> keep(key, answer));
            return answer;
        } catch (RuntimeException failed) {
            settle(() -> drop(key));
            throw failed;
        } finally {
            underWay.remove(key);
        }
    }

    /**
     * What was done stays done, and what failed why it failed, where that cannot be written down.
     */
    private static void settle(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException unwritten) {
            LOG.error(
                    "a receipt could not be written; its key is free again in a while", unwritten);
        }
    }

    private void keep(Key key, Answer answer) {
        sql.update(
                "UPDATE receipt SET answer = ? WHERE caller = ? AND tenant = ? AND text = ? AND owner = ?",
                written(answer),
                key.caller(),
                key.tenant(),
                key.text(),
                owner);
    }

    /** The receipt that is there; empty when this request now holds the key. */
    private Optional<Receipt> take(Key key) {
        return sql.transaction(it -> {
            Sql.update(
                    it,
                    "DELETE FROM receipt WHERE at < "
                            + now
                            + " - ? OR (answer = '' AND at < "
                            + now
                            + " - ?)",
                    KEPT.toMillis(),
                    SILENT.toMillis());
            int taken =
                    Sql.update(
                            it,
                            "INSERT INTO receipt (caller, tenant, text, digest, owner, at, answer) VALUES (?, ?, ?, ?, ?, "
                                    + now
                                    + ", '') ON CONFLICT (caller, tenant, text) DO NOTHING",
                            key.caller(),
                            key.tenant(),
                            key.text(),
                            key.digest(),
                            owner);
            if (taken == 1) {
                return Optional.empty();
            }
            List<Receipt> found =
                    Sql.query(
                            it,
                            "SELECT digest, answer FROM receipt WHERE caller = ? AND tenant = ? AND text = ?",
                            row -> new Receipt(row.getString(1), row.getString(2)),
                            key.caller(),
                            key.tenant(),
                            key.text());
            return Optional.of(found.getFirst());
        });
    }

    /** A sign of life for all requests this process has; to be given every few seconds. */
    public void live() {
        for (Key key : underWay) {
            sql.update(
                    "UPDATE receipt SET at = "
                            + now
                            + " WHERE caller = ? AND tenant = ? AND text = ? AND owner = ? AND answer = ''",
                    key.caller(),
                    key.tenant(),
                    key.text(),
                    owner);
        }
    }

    private Answer repeated(Receipt receipt, Key key) {
        if (!receipt.digest().equals(key.digest())) {
            throw new Refused(
                    new Why.KeyReused(
                            "This Idempotency-Key was used for another request; give each request a key of its own."));
        }
        if (receipt.answer().isEmpty()) {
            throw new Refused(
                    new Why.InProgress(
                            "The first request with this Idempotency-Key is not answered yet; ask again in a while."));
        }
        try {
            return json.readValue(receipt.answer(), Answer.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private void drop(Key key) {
        sql.update(
                "DELETE FROM receipt WHERE caller = ? AND tenant = ? AND text = ? AND owner = ? AND answer = ''",
                key.caller(),
                key.tenant(),
                key.text(),
                owner);
    }

    private String written(Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
