package io.ropewalk.alertops.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an audit is, whatever database it is in. */
abstract class AuditContract {
    private Sql sql;
    private JdbcAudit audit;

    abstract StateDatabase database();

    @BeforeEach
    void start() {
        sql = new Sql(database(), failed -> new IllegalStateException(failed));
        audit = new JdbcAudit(sql, JsonMapper.builder().build());
    }

    private static AuditEvent asked(String tenant, String actor, ActionKind kind, String marker) {
        return AuditEvent.asked(
                kind,
                List.of("id-1", "id-2"),
                new Order(
                        tenant,
                        new Caller(actor, Set.of(Role.ADMIN), "http"),
                        false,
                        Optional.of("CHG-1"),
                        Set.of(),
                        marker));
    }

    private static AuditEvent asked(String marker) {
        return asked("acme", "ann", ActionKind.ISOLATE_ENDPOINTS, marker);
    }

    private static Audit.Wanted all(String tenant, int limit) {
        return new Audit.Wanted(
                tenant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    private void add(int lines) {
        for (int i = 1; i <= lines; i++) {
            audit.append(asked("m" + i));
        }
    }

    private List<String> markers(Audit.Wanted wanted) {
        return audit.find(wanted).stream().map(it -> it.event().marker()).toList();
    }

    @Test
    void anEmptyAuditIsSound() {
        assertThat(audit.verify()).isEqualTo(new Audit.Verified(0, Optional.empty(), ""));
    }

    @Test
    void aLineComesBackAsItWasWritten() {
        // Given
        AuditEvent event =
                asked("m")
                        .answered(
                                Answer.of(
                                        List.of(
                                                Item.of("id-1", Outcome.DONE, "t-1"),
                                                Item.notFound("id-2", "No.", "t-1"))));
        AuditEvent before =
                AuditEvent.before(
                        ActionKind.UPDATE_PREVENTION_POLICIES,
                        "p",
                        Map.of("id", "p", "enabled", true, "groups", List.of("g", "ü\u0000'")),
                        new Order(
                                "acme",
                                new Caller("ann", Set.of(), "http"),
                                false,
                                Optional.empty(),
                                Set.of("policy-weakening"),
                                "m"));
        // When
        audit.append(event);
        audit.append(before);
        // Then
        List<Audit.Line> lines = audit.find(all("acme", 10));
        assertThat(lines).extracting(Audit.Line::event).containsExactly(before, event);
        assertThat(lines).extracting(Audit.Line::number).containsExactly(2L, 1L);
        assertThat(event.outcomes()).isEqualTo(Map.of("done", 1, "not-found", 1));
        assertThat(event.traceIds()).containsExactly("t-1");
        assertThat(before.detail()).isEqualTo("past policy-weakening");
        Audit.Verified verified = audit.verify();
        assertThat(verified.brokenAt()).isEmpty();
        assertThat(verified.lines()).isEqualTo(2);
        assertThat(verified.lastHash()).isEqualTo(lines.getFirst().hash());
    }

    @Test
    void everyFilterLeavesOnlyWhatItSays() {
        audit.append(asked("acme", "ann", ActionKind.ISOLATE_ENDPOINTS, "m1"));
        audit.append(asked("acme", "bob", ActionKind.ISOLATE_ENDPOINTS, "m2"));
        audit.append(asked("other", "ann", ActionKind.ISOLATE_ENDPOINTS, "m3"));
        audit.append(asked("acme", "ann", ActionKind.UPDATE_ALERT_STATUS, "m4"));
        Instant last = audit.find(all("acme", 1)).getFirst().at();
        Audit.Wanted all = all("acme", 9);
        assertThat(markers(all)).containsExactly("m4", "m2", "m1");
        assertThat(markers(all("acme", 2))).containsExactly("m4", "m2");
        assertThat(markers(by(Optional.of("ann"), all.operation(), all.marker())))
                .containsExactly("m4", "m1");
        assertThat(markers(by(all.actor(), Optional.of("isolate_endpoints"), all.marker())))
                .containsExactly("m2", "m1");
        assertThat(markers(by(all.actor(), all.operation(), Optional.of("m2"))))
                .containsExactly("m2");
        assertThat(markers(by(all.actor(), all.operation(), Optional.of("m3")))).isEmpty();
        assertThat(markers(when(all.from(), all.to(), Optional.of(4L))))
                .containsExactly("m2", "m1");
        assertThat(markers(when(Optional.of(last.plusSeconds(1)), all.to(), all.before())))
                .isEmpty();
        assertThat(markers(when(all.from(), Optional.of(last), all.before())))
                .containsExactly("m4", "m2", "m1");
    }

    private static Audit.Wanted by(
            Optional<String> actor, Optional<String> operation, Optional<String> marker) {
        return new Audit.Wanted(
                "acme",
                actor,
                operation,
                marker,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                9);
    }

    private static Audit.Wanted when(
            Optional<Instant> from, Optional<Instant> to, Optional<Long> before) {
        return new Audit.Wanted(
                "acme", Optional.empty(), Optional.empty(), Optional.empty(), from, to, before, 9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + 1",
                "tenant = 'other'",
                "actor = 'bob'",
                "operation = 'x'",
                "marker = 'x'",
                "event = REPLACE(event, 'CHG-1', 'CHG-2')",
                "hash = REPLACE(hash, SUBSTR(hash, 1, 1), 'x')",
                "number = 40",
                "tenant = tenant || actor, actor = ''"
            })
    void aLineThatWasChangedShows(String change) {
        add(5);
        sql.update("UPDATE audit_line SET " + change + " WHERE number = 3");
        Audit.Verified verified = audit.verify();
        assertThat(verified.brokenAt()).contains(3L);
        assertThat(verified.lines()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 5})
    void aLineThatIsGoneShows(long number) {
        add(5);
        sql.update("DELETE FROM audit_line WHERE number = ?", number);
        assertThat(audit.verify().brokenAt()).contains(number);
    }

    @Test
    void aTailThatWasCutOffShowsAlsoWhenTheHeadIsTurnedBack() {
        add(5);
        sql.update("DELETE FROM audit_line WHERE number > 3");
        assertThat(audit.verify().brokenAt()).contains(4L);
        sql.update("UPDATE audit_head SET number = 3");
        assertThat(audit.verify().brokenAt()).contains(4L);
        sql.update("DELETE FROM audit_head");
        assertThat(audit.verify().brokenAt()).contains(4L);
    }

    @Test
    void linesThatWereSwappedOrPutInShow() {
        add(5);
        sql.update("UPDATE audit_line SET number = 99 WHERE number = 2");
        sql.update("UPDATE audit_line SET number = 2 WHERE number = 4");
        sql.update("UPDATE audit_line SET number = 4 WHERE number = 99");
        assertThat(audit.verify().brokenAt()).contains(2L);
        sql.update(
                "INSERT INTO audit_line (number, at, tenant, actor, operation, marker, event, hash)"
                        + " SELECT 6, at, tenant, actor, operation, marker, event, hash FROM audit_line"
                        + " WHERE number = 5");
        assertThat(audit.verify().brokenAt()).contains(2L);
    }

    @Test
    void moreLinesThanAreReadAtOnceAreOneChain() {
        add(1_001);
        assertThat(audit.verify().lines()).isEqualTo(1_001);
        sql.update("UPDATE audit_line SET actor = 'bob' WHERE number = 1001");
        assertThat(audit.verify().brokenAt()).contains(1_001L);
    }

    @Test
    void noTextBreaksTheChain() {
        for (String text :
                List.of("a\u0000b", "x".repeat(500), "\n5:evil", "ünï'; DROP", "\ud800")) {
            audit.append(asked(text, text, ActionKind.GET_ALERTS_V2, "m"));
        }
        assertThat(audit.verify().brokenAt()).isEmpty();
        assertThat(audit.verify().lines()).isEqualTo(5);
    }

    @Test
    void severalWritersAddToOneChain() throws InterruptedException, ExecutionException {
        // Given two services over one database
        var other =
                new JdbcAudit(
                        new Sql(sql.database(), failed -> new IllegalStateException(failed)),
                        JsonMapper.builder().build());
        List<JdbcAudit> writers = List.of(audit, other, audit, other);
        // When
        try (var threads = Executors.newFixedThreadPool(writers.size())) {
            List<Future<?>> done = new ArrayList<>();
            for (JdbcAudit writer : writers) {
                done.add(
                        threads.submit(() -> {
                            for (int i = 0; i < 25; i++) {
                                writer.append(asked("m" + i));
                            }
                        }));
            }
            for (Future<?> it : done) {
                it.get();
            }
        }
        // Then
        assertThat(audit.verify().brokenAt()).isEmpty();
        assertThat(audit.find(all("acme", 1_000)))
                .extracting(Audit.Line::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).map(it -> 101 - it).boxed().toList());
    }
}
