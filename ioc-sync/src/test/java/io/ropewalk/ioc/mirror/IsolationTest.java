package io.ropewalk.ioc.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import io.ropewalk.ioc.value.IocValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value on which Falcon fails is set aside; an outage is waited out. */
class IsolationTest {
    private static final int VALUES = 48;

    @TempDir Path folder;
    private int runs;

    /** What is done to all values at once. */
    enum Write {
        CREATE,
        EDIT,
        DELETE
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatFalconFailsOnIsSetAsideAndTheOthersAreWritten(Write write) {
        var rig = waiting(write);
        rig.falcon().chokeOn(value(17));
        rig.falcon().chokeOn(value(41));
        // When
        rounds(rig, 20);
        // Then
        assertThat(aside(rig))
                .extracting(Quarantined::subject)
                .containsExactlyInAnyOrder("domain:v17.example", "domain:v41.example");
        assertThat(aside(rig)).extracting(Quarantined::category).containsOnly("vendor-down");
        assertThat(rig.waiting()).isZero();
        assertThat(done(rig, write)).isEqualTo(VALUES - 2);
        assertThat(rig.falcon().writes()).as("requests").isLessThan(60);
        // When
        rig.falcon().digest(value(17));
        rig.falcon().digest(value(41));
        aside(rig).forEach(item -> rig.ledger().release(rig.tenure(), item));
        rig.drain();
        // Then
        assertThat(aside(rig)).isEmpty();
        assertThat(done(rig, write)).isEqualTo(VALUES);
    }

    @ParameterizedTest
    @EnumSource
    void aFalconThatFailsOnEverythingPutsNothingAside(Write write) {
        var rig = waiting(write);
        int before = rig.falcon().writes();
        rig.falcon().downAt(_ -> true);
        rounds(rig, 200);
        assertThat(aside(rig)).isEmpty();
        assertThat(rig.waiting()).isEqualTo(VALUES);
        assertThat(rig.falcon().writes() - before).as("requests of an outage").isLessThan(401);
        // When
        rig.falcon().downAt(_ -> false);
        rig.drain();
        // Then
        assertThat(done(rig, write)).isEqualTo(VALUES);
    }

    @ParameterizedTest
    @EnumSource
    void anOutageThatBeginsWhileItLooksCloserPutsNoGoodValueAside(Write write) {
        for (int good = 0; good < 48; good += 5) {
            var rig = waiting(write);
            rig.falcon().chokeOn(value(17));
            int from = rig.falcon().writes() + Isolation.PATIENCE + good;
            rig.falcon().downAt(call -> call > from);
            rounds(rig, 20);
            assertThat(aside(rig))
                    .extracting(Quarantined::subject)
                    .as("after %d good answers", good)
                    .isSubsetOf("domain:v17.example");
            rig.falcon().downAt(_ -> false);
            rounds(rig, 20);
            assertThat(done(rig, write)).isEqualTo(VALUES - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFalconThatFailsNowAndThenPutsNothingAside(long seed) {
        var random = new Random(seed);
        var rig = waiting(Write.CREATE);
        rig.falcon().downAt(_ -> random.nextInt(3) == 0);
        rounds(rig, 100);
        assertThat(aside(rig)).isEmpty();
        assertThat(rig.waiting()).isZero();
    }

    @Test
    void aValueAloneWaitsUntilAnotherShowsThatFalconIsWell() {
        var rig = MirrorRig.over(folder, false);
        rig.falcon().chokeOn(value(1));
        rig.take(wanted(1, 1));
        rounds(rig, 50);
        assertThat(aside(rig)).isEmpty();
        assertThat(rig.waiting()).isOne();
        // When
        rig.take(wanted(2, 1), wanted(3, 1));
        rounds(rig, 5);
        // Then
        assertThat(aside(rig))
                .extracting(Quarantined::subject)
                .containsExactly("domain:v1.example");
        assertThat(rig.waiting()).isZero();
    }

    private MirrorRig waiting(Write write) {
        var rig = MirrorRig.over(fresh(), true);
        if (write != Write.CREATE) {
            all(i -> wanted(i, 1)).forEach(rig::take);
            rig.drain();
        }
        all(i -> write == Write.DELETE ? Wishes.gone("i" + i, 2, true) : wanted(i, 2))
                .forEach(rig::take);
        return rig;
    }

    private Path fresh() {
        return folder.resolve("run-" + runs++);
    }

    private static Stream<Change> all(IntFunction<Change> change) {
        return IntStream.range(0, VALUES).mapToObj(change);
    }

    private static Change wanted(int i, long version) {
        Severity severity = version == 1 ? Severity.LOW : Severity.HIGH;
        return Wishes.stands(
                "i" + i, version, Wishes.detect(severity, "t"), "v%d.example".formatted(i));
    }

    private static IocValue value(int i) {
        return Wishes.domain("v%d.example".formatted(i));
    }

    private static void rounds(MirrorRig rig, int count) {
        for (int i = 0; i < count; i++) {
            rig.round();
        }
    }

    private static long done(MirrorRig rig, Write write) {
        long high =
                rig.falcon().stored().values().stream()
                        .filter(it -> it.body().severity().equals("high"))
                        .count();
        return write == Write.DELETE ? VALUES - rig.falcon().stored().size() : high;
    }

    private static List<Quarantined> aside(MirrorRig rig) {
        return rig.ledger().quarantined(MirrorRig.TENANT, 1000, Optional.empty());
    }
}
