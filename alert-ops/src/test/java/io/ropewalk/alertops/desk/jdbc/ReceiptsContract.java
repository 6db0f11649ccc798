package io.ropewalk.alertops.desk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.ropewalk.alertops.desk.Receipts;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What receipts are, whatever database they are in. */
abstract class ReceiptsContract {
    private static final Receipts.Key KEY = new Receipts.Key("ann", "acme", "k-1", "digest");
    private static final Answer ANSWER =
            new Answer(
                    List.of(
                            Item.of("a", Outcome.DONE, "t-1").with(Map.of("n", 1, "s", "ü")),
                            Item.notFound("b", "No.", "")),
                    Optional.of("next"));

    private final AtomicInteger done = new AtomicInteger();
    private Sql sql;
    private JdbcReceipts receipts;

    abstract StateDatabase database();

    @BeforeEach
    void start() {
        sql = new Sql(database(), failed -> new IllegalStateException(failed));
        receipts = new JdbcReceipts(sql, JsonMapper.builder().addModule(new Jdk8Module()).build());
    }

    private Answer work() {
        done.incrementAndGet();
        return ANSWER;
    }

    private void age(Duration by) {
        sql.update("UPDATE receipt SET at = at - ?", by.toMillis());
    }

    private Class<?> refusal(Receipts.Key key, Supplier<Answer> work) {
        try {
            receipts.once(key, work);
            return Void.class;
        } catch (Refused refused) {
            return refused.why().getClass();
        }
    }

    @Test
    void theSecondTimeTheFirstAnswerComes() {
        assertThat(receipts.once(KEY, this::work)).isEqualTo(ANSWER);
        assertThat(receipts.once(KEY, this::work)).isEqualTo(ANSWER);
        assertThat(done).hasValue(1);
    }

    @Test
    void whatWasDoneIsAnsweredThoughItCannotBeWrittenDown() {
        // When
        Answer answer =
                receipts.once(
                        KEY,
                        () -> {
                            sql.update("ALTER TABLE receipt RENAME TO receipt_away");
                            return work();
                        });
        sql.update("ALTER TABLE receipt_away RENAME TO receipt");
        // Then
        assertThat(answer).isEqualTo(ANSWER);
        assertThat(refusal(KEY, this::work)).isEqualTo(Why.InProgress.class);
        // When its process gives no sign of life for it
        age(Duration.ofMinutes(1));
        receipts.live();
        // Then
        assertThat(receipts.once(KEY, this::work)).isEqualTo(ANSWER);
        assertThat(done).hasValue(2);
    }

    @Test
    void anotherCallerOrCustomerHasKeysOfTheirOwn() {
        receipts.once(KEY, this::work);
        receipts.once(new Receipts.Key("bob", "acme", "k-1", "digest"), this::work);
        receipts.once(new Receipts.Key("ann", "other", "k-1", "digest"), this::work);
        receipts.once(new Receipts.Key("ann", "acme", "k-2", "digest"), this::work);
        assertThat(done).hasValue(4);
    }

    @Test
    void aKeyStandsForOneRequest() {
        receipts.once(KEY, this::work);
        assertThat(refusal(new Receipts.Key("ann", "acme", "k-1", "another"), this::work))
                .isEqualTo(Why.KeyReused.class);
        assertThat(done).hasValue(1);
    }

    @Test
    void whatFailsLeavesNoReceipt() {
        assertThatThrownBy(() ->
                        receipts.once(
                                KEY,
                                () -> {
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");
        assertThat(receipts.once(KEY, this::work)).isEqualTo(ANSWER);
        assertThat(done).hasValue(1);
    }

    @Test
    void aRequestUnderWayIsNotBegunAgain() {
        receipts.once(
                KEY,
                () -> {
                    assertThat(refusal(KEY, this::work)).isEqualTo(Why.InProgress.class);
                    return work();
                });
        assertThat(done).hasValue(1);
    }

    @Test
    void whoeverDiedWithAKeyLosesItAndAnswersLastADay() {
        receipts.once(
                KEY,
                () -> {
                    age(Duration.ofMinutes(16));
                    assertThat(refusal(KEY, this::work)).isEqualTo(Void.class);
                    return work();
                });
        assertThat(done).hasValue(2);
        age(Duration.ofHours(23));
        receipts.once(KEY, this::work);
        assertThat(done).hasValue(2);
        age(Duration.ofHours(2));
        receipts.once(KEY, this::work);
        assertThat(done).hasValue(3);
    }

    @Test
    void ofManyAtOnceOneDoesIt() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Class<?>>> ends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ends.add(threads.submit(() -> refusal(KEY, this::work)));
            }
            for (Future<Class<?>> it : ends) {
                assertThat(it.get()).isIn(Void.class, Why.InProgress.class);
            }
        }
        assertThat(done).hasValue(1);
    }
}
