package io.ropewalk.kit.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a lease promises, on every database. */
abstract class LeaseContract {
    private static final Duration LIFE = Duration.ofMinutes(1);

    abstract StateDatabase database();

    @Test
    void hasOneOwner() throws SQLException {
        var leases = new Leases(database());
        var mine = leases.acquire("sync:acme", "a", LIFE);
        assertThat(mine).isPresent();
        assertThat(leases.acquire("sync:acme", "b", LIFE)).isEmpty();
        assertThat(leases.acquire("sync:other", "b", LIFE)).isPresent();
    }

    @Test
    void changesHandsWithAHigherFencingNumber() throws SQLException {
        var leases = new Leases(database());
        Lease first = leases.acquire("job", "a", LIFE).orElseThrow();
        leases.release(first);
        Lease second = leases.acquire("job", "b", LIFE).orElseThrow();
        assertThat(second.fencing()).isGreaterThan(first.fencing());
        assertThat(leases.renew(first, LIFE)).isFalse();
        assertThat(leases.renew(second, LIFE)).isTrue();
    }

    @Test
    void anExpiredLeaseIsFreeAndNoLongerHeld() throws SQLException {
        var leases = new Leases(database());
        Lease expired = leases.acquire("late", "a", Duration.ofMillis(-1)).orElseThrow();
        assertThat(leases.renew(expired, LIFE)).isFalse();
        try (var connection = database().source().getConnection()) {
            assertThat(leases.holds(connection, expired)).isFalse();
        }
        assertThat(leases.acquire("late", "b", LIFE)).isPresent();
    }

    @Test
    void aWriteCanAskInItsOwnTransaction() throws SQLException {
        var leases = new Leases(database());
        Lease mine = leases.acquire("write", "a", LIFE).orElseThrow();
        try (var connection = database().source().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(leases.holds(connection, mine)).isTrue();
            connection.commit();
        }
    }
}
