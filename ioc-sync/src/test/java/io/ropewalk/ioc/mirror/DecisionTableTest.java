package io.ropewalk.ioc.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.testing.DecisionTable;
import io.ropewalk.ioc.testing.DecisionTable.Before;
import io.ropewalk.ioc.testing.DecisionTable.Event;
import io.ropewalk.ioc.testing.DecisionTable.Row;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import io.ropewalk.ioc.value.IocValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table, written at each step and at once. Over the wire: {@code races}. */
class DecisionTableTest {
    private static final IocValue VALUE = Wishes.domain("a.example");
    private static final IocValue TARGET = Wishes.domain("b.example");

    @TempDir Path folder;

    static Stream<Arguments> cells() {
        return DecisionTable.cells()
                .flatMap(it ->
                        Stream.of(
                                Arguments.of(it[0], it[1], false),
                                Arguments.of(it[0], it[1], true)));
    }

    @ParameterizedTest(name = "{0}; permanent {1}, written at each step {2}")
    @MethodSource("cells")
    void theEndIsAsTheTableSays(Row row, boolean permanent, boolean eachStep) {
        var rig = MirrorRig.over(folder, permanent);
        before(rig, row.before());
        // When
        for (Change change : changes(row.event())) {
            rig.take(change);
            if (eachStep) {
                rig.drain();
            }
        }
        if (row.event() == Event.EXPIRE) {
            rig.clock().advance(Duration.ofDays(2));
            rig.due();
        }
        rig.drain();
        // Then
        String soft = eachStep ? row.soft() : row.softAtOnce();
        assertThat(line(rig)).isEqualTo(permanent ? row.permanent() : soft);
        if (row.event() == Event.MERGE) {
            assertThat(rig.falcon().of(TARGET)).isPresent();
        }
        assertThat(rig.waiting()).isZero();
        int writes = rig.falcon().writes();
        changes(row.event()).forEach(rig::take);
        rig.drain();
        assertThat(rig.falcon().writes()).as("a replay writes nothing").isEqualTo(writes);
    }

    private static String line(MirrorRig rig) {
        return rig.falcon()
                .of(VALUE)
                .map(StoredIoc::body)
                .map(it ->
                        "%s %s %s".formatted(it.action(), it.severity(), new TreeSet<>(it.tags())))
                .orElse("-");
    }

    private static void before(MirrorRig rig, Before before) {
        switch (before) {
            case NEW -> {}
            case OWNED -> rig.take(first());
            case SHARED -> {
                rig.take(first());
                rig.take(
                        Wishes.stands(
                                "other", 1, Wishes.detect(Severity.LOW, "other"), "a.example"));
            }
            case FOREIGN ->
                    rig.falcon()
                            .byHand(
                                    VALUE,
                                    "an analyst",
                                    Form.of(
                                            Wishes.detect(Severity.CRITICAL, "hand"),
                                            Platform.DESKTOP,
                                            "an analyst"));
        }
        rig.drain();
    }

    private static Change first() {
        return Wishes.stands("one", 1, Wishes.detect(Severity.MEDIUM, "one"), "a.example");
    }

    private static Change again(long version) {
        return Wishes.stands("one", version, Wishes.detect(Severity.HIGH, "one"), "a.example");
    }

    private static List<Change> changes(Event event) {
        return switch (event) {
            case CREATE, UPDATE -> List.of(again(2));
            case DELETE -> List.of(Wishes.gone("one", 2, true));
            case REVOKE -> List.of(Wishes.gone("one", 2, false));
            case UNREVOKE -> List.of(Wishes.gone("one", 2, false), again(3));
            case MERGE ->
                    List.of(
                            Wishes.gone("one", 2, true),
                            Wishes.stands(
                                    "target",
                                    2,
                                    Wishes.detect(Severity.HIGH, "target"),
                                    "b.example"));
            case EXPIRE ->
                    List.of(
                            Wishes.stands(
                                    "one",
                                    2,
                                    Wishes.until(
                                            Wishes.detect(Severity.HIGH, "one"),
                                            Wishes.START.plus(Duration.ofDays(1))),
                                    "a.example"));
            case RECREATE -> List.of(Wishes.gone("one", 2, true), again(3));
        };
    }
}
