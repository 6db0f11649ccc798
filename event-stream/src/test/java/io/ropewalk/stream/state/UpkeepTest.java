package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.state.Retention.Cause;
import io.ropewalk.stream.state.Retention.Dropped;
import io.ropewalk.stream.state.Retention.Kind;
import io.ropewalk.stream.state.Retention.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private static final Limits LETTERS = new Limits(Duration.ofDays(90), 10);
    private static final Limits AUDIT = new Limits(Duration.ofDays(400), 20);

    @Test
    void whatIsDroppedIsToldAndAFailureStopsNothing() {
        // Given
        var dropped = new Dropped("acme", Kind.AUDIT, Cause.AGE, 3, 0);
        List<Limits> asked = new ArrayList<>();
        Retention failing =
                (kind, limits) -> {
                    asked.add(limits);
                    if (kind == Kind.DEAD_LETTERS) {
                        throw new StateFailure("It is away.", new SQLException("away"));
                    }
                    return List.of(dropped);
                };
        List<Dropped> told = new ArrayList<>();
        var limits = Map.of(Kind.DEAD_LETTERS, LETTERS, Kind.AUDIT, AUDIT);

        // When
        new Upkeep(failing, limits, told::add).run();

        // Then
        assertThat(asked).containsExactly(LETTERS, AUDIT);
        assertThat(told).containsExactly(dropped);
    }
}
