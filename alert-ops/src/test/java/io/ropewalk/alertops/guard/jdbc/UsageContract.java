package io.ropewalk.alertops.guard.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counting is, whatever database it is in. */
abstract class UsageContract {
    private static final Duration HOUR = Duration.ofHours(1);

    private Sql sql;
    private JdbcUsage usage;

    abstract StateDatabase database();

    @BeforeEach
    void start() {
        sql = new Sql(database(), failed -> new IllegalStateException(failed));
        usage = new JdbcUsage(sql);
    }

    private boolean takes(String tenant, Cap cap, int wanted, int most) {
        return usage.take(tenant, cap, wanted, most, HOUR).isEmpty();
    }

    private void age(Duration by) {
        sql.update("UPDATE guard_use SET at = at - ?", by.toMillis());
    }

    @Test
    void usesAddUpAndTheLastOneFits() {
        assertThat(takes("acme", Cap.CONTAIN, 3, 5)).isTrue();
        assertThat(takes("acme", Cap.CONTAIN, 3, 5)).as("all or nothing").isFalse();
        assertThat(takes("acme", Cap.CONTAIN, 2, 5)).isTrue();
        assertThat(takes("acme", Cap.CONTAIN, 1, 5)).isFalse();
    }

    @Test
    void aLookSaysTheSameAndCountsNothing() {
        assertThat(takes("acme", Cap.CONTAIN, 3, 5)).isTrue();
        assertThat(usage.look("acme", Cap.CONTAIN, 2, 5, HOUR)).isEmpty();
        assertThat(usage.look("acme", Cap.CONTAIN, 2, 5, HOUR)).as("not counted").isEmpty();
        assertThat(usage.look("acme", Cap.CONTAIN, 3, 5, HOUR)).isPresent();
        age(Duration.ofMinutes(61));
        assertThat(usage.look("acme", Cap.CONTAIN, 5, 5, HOUR)).isEmpty();
    }

    @Test
    void customersAndCapsAreCountedApart() {
        assertThat(takes("acme", Cap.CONTAIN, 5, 5)).isTrue();
        assertThat(takes("other", Cap.CONTAIN, 5, 5)).isTrue();
        assertThat(takes("acme", Cap.LIFT, 5, 5)).isTrue();
        assertThat(takes("acme", Cap.CONTAIN, 1, 5)).isFalse();
    }

    @Test
    void whatHasLeftTheWindowCountsNoMoreAndTheWaitSaysWhenThatIs() {
        assertThat(takes("acme", Cap.CONTAIN, 3, 5)).isTrue();
        age(Duration.ofMinutes(40));
        assertThat(takes("acme", Cap.CONTAIN, 2, 5)).isTrue();
        age(Duration.ofMinutes(10));
        Optional<Duration> wait = usage.take("acme", Cap.CONTAIN, 3, 5, HOUR);
        assertThat(wait.orElseThrow()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        Optional<Duration> longer = usage.take("acme", Cap.CONTAIN, 4, 5, HOUR);
        assertThat(longer.orElseThrow()).isBetween(Duration.ofMinutes(49), Duration.ofMinutes(51));
        assertThat(usage.take("acme", Cap.CONTAIN, 6, 5, HOUR)).as("never").contains(HOUR);
        age(Duration.ofMinutes(11));
        assertThat(takes("acme", Cap.CONTAIN, 3, 5)).isTrue();
        assertThat(takes("acme", Cap.CONTAIN, 1, 5)).isFalse();
    }

    @Test
    void ofManyAtOnceNoMoreAreCountedThanMay() throws InterruptedException, ExecutionException {
        var other = new JdbcUsage(new Sql(sql.database(), it -> new IllegalStateException(it)));
        int counted = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> ends = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                JdbcUsage asked = i % 2 == 0 ? usage : other;
                ends.add(
                        threads.submit(
                                () -> asked.take("acme", Cap.CONTAIN, 1, 7, HOUR).isEmpty()));
            }
            for (Future<Boolean> it : ends) {
                counted += it.get() ? 1 : 0;
            }
        }
        assertThat(counted).isEqualTo(7);
    }
}
