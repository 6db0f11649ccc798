package io.ropewalk.ioc.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import io.ropewalk.ioc.value.IocValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Falcon has in the end, for every event, every way of removal and every value. */
class DecisionTableTest {
    private static final IocValue VALUE = Wishes.domain("a.example");
    private static final IocValue MERGED = Wishes.domain("b.example");

    @TempDir Path folder;

    /** How the value stood before. */
    enum Before {
        NEW,
        OWNED,
        OWNED_BY_TWO,
        FOREIGN
    }

    /** What happens. */
    enum Event {
        CREATE,
        UPDATE,
        DELETE,
        REVOKE,
        UNREVOKE,
        MERGE,
        EXPIRE,
        RECREATE
    }

    /** How it stands after. */
    enum After {
        /** As the indicator wants it. */
        LIVE,
        /** As the other indicator wants it. */
        THE_OTHERS,
        /** Out of use, or deleted where that is configured. */
        REMOVED,
        ABSENT,
        UNTOUCHED
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                        cells(Event.CREATE, After.LIVE, After.LIVE, After.LIVE),
                        cells(Event.UPDATE, After.LIVE, After.LIVE, After.LIVE),
                        cells(Event.DELETE, After.ABSENT, After.REMOVED, After.THE_OTHERS),
                        cells(Event.REVOKE, After.ABSENT, After.REMOVED, After.THE_OTHERS),
                        cells(Event.UNREVOKE, After.LIVE, After.LIVE, After.LIVE),
                        cells(Event.MERGE, After.ABSENT, After.REMOVED, After.THE_OTHERS),
                        cells(Event.EXPIRE, After.ABSENT, After.REMOVED, After.THE_OTHERS),
                        cells(Event.RECREATE, After.LIVE, After.LIVE, After.LIVE))
                .flatMap(it -> it)
                .flatMap(it -> Stream.of(with(it, false), with(it, true)))
                .flatMap(it -> Stream.of(with(it, false), with(it, true)))
                .map(Arguments::of);
    }

    private static Stream<Object[]> cells(Event event, After fresh, After owned, After two) {
        return Stream.of(
                new Object[] {event, Before.NEW, fresh},
                new Object[] {event, Before.OWNED, owned},
                new Object[] {event, Before.OWNED_BY_TWO, two},
                new Object[] {event, Before.FOREIGN, After.UNTOUCHED});
    }

    private static Object[] with(Object[] cell, boolean flag) {
        Object[] longer = Arrays.copyOf(cell, cell.length + 1);
        longer[cell.length] = flag;
        return longer;
    }

    @ParameterizedTest(name = "{0}, {1}: {2}; permanent {3}, written at each step {4}")
    @MethodSource("cells")
    void theEndIsAsTheTableSays(
            Event event, Before before, After after, boolean permanent, boolean eachStep) {
        var rig = MirrorRig.over(folder, permanent);
        StoredIoc foreign = before(rig, before);
        // When
        for (Change change : changes(event)) {
            rig.take(change);
            if (eachStep) {
                rig.drain();
            }
        }
        if (event == Event.EXPIRE) {
            rig.clock().advance(Duration.ofDays(2));
            rig.due();
        }
        rig.drain();
        // Then
        check(rig, after, permanent, foreign);
        if (event == Event.MERGE) {
            assertThat(rig.falcon().of(MERGED)).isPresent();
        }
        assertThat(rig.waiting()).isZero();
        int writes = rig.falcon().writes();
        changes(event).forEach(rig::take);
        rig.drain();
        assertThat(rig.falcon().writes()).as("a replay writes nothing").isEqualTo(writes);
    }

    private static StoredIoc before(MirrorRig rig, Before before) {
        StoredIoc foreign = null;
        switch (before) {
            case NEW -> {}
            case OWNED -> rig.take(first());
            case OWNED_BY_TWO -> {
                rig.take(first());
                rig.take(
                        Wishes.stands(
                                "other", 1, Wishes.detect(Severity.LOW, "other"), "a.example"));
            }
            case FOREIGN ->
                    foreign =
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
        return foreign;
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

    private static void check(MirrorRig rig, After after, boolean permanent, StoredIoc foreign) {
        var stored = rig.falcon().of(VALUE);
        switch (after) {
            case LIVE -> {
                assertThat(stored).isPresent();
                assertThat(stored.get().body().action()).isEqualTo(Action.DETECT.word());
                assertThat(stored.get().body().severity()).isEqualTo("high");
                assertThat(stored.get().body().tags()).contains("one").doesNotContain("TO_DELETE");
            }
            case THE_OTHERS -> {
                assertThat(stored).isPresent();
                assertThat(stored.get().body().severity()).isEqualTo("low");
                assertThat(stored.get().body().tags()).containsExactly("other");
                assertThat(stored.get().body().expiration()).isEmpty();
            }
            case REMOVED -> {
                if (permanent) {
                    assertThat(stored).isEmpty();
                } else {
                    assertThat(stored).isPresent();
                    assertThat(stored.get().isRetired()).isTrue();
                    assertThat(stored.get().body().tags())
                            .containsExactlyInAnyOrder("one", "TO_DELETE");
                }
            }
            case ABSENT -> {
                // Where it was written at each step it may have been there for a while.
                assertThat(stored.filter(it -> !it.isRetired())).isEmpty();
            }
            case UNTOUCHED -> assertThat(stored).contains(foreign);
        }
    }
}
