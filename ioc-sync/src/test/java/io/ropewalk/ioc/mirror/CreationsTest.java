package io.ropewalk.ioc.mirror;

import static io.ropewalk.ioc.testing.Wishes.detect;
import static io.ropewalk.ioc.testing.Wishes.domain;
import static io.ropewalk.ioc.testing.Wishes.gone;
import static io.ropewalk.ioc.testing.Wishes.stands;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.testing.FakeFalcon.Fault;
import io.ropewalk.ioc.testing.MirrorRig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creations whose answer never came. */
class CreationsTest {
    private static final Wish WISH = detect(Severity.HIGH, "apt");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNobodyWantsAnyMoreDoesNotStayInFalcon(boolean permanent) {
        MirrorRig rig = MirrorRig.over(folder, permanent);
        rig.take(stands("i", 1, WISH, "a.example"));
        rig.falcon().fail(Fault.LOST_ANSWER);
        rig.round();
        assertThat(rig.falcon().of(domain("a.example"))).isPresent();
        // When
        rig.restart();
        rig.take(gone("i", 2, true));
        rig.drain();
        // Then
        assertThat(rig.falcon().stored().values()).allMatch(it -> !permanent && it.isRetired());
    }

    @Test
    void whatIsWantedAgainIsTheSameIoc() {
        MirrorRig rig = MirrorRig.over(folder, true);
        rig.take(stands("i", 1, WISH, "a.example"));
        rig.falcon().fail(Fault.LOST_ANSWER);
        rig.round();
        // When
        rig.take(gone("i", 2, false));
        rig.take(stands("i", 3, detect(Severity.LOW, "apt"), "a.example"));
        rig.drain();
        // Then
        assertThat(rig.falcon().stored())
                .hasSize(1)
                .allSatisfy((_, it) -> assertThat(it.body().severity()).isEqualTo("low"));
    }

    @Test
    void whatSomebodyElseMadeMeanwhileStaysTheirs() {
        MirrorRig rig = MirrorRig.over(folder, true);
        rig.take(stands("i", 1, WISH, "a.example"));
        rig.falcon().fail(Fault.UNDONE);
        rig.round();
        // When
        Form theirs = Form.of(WISH, WISH.platforms(), "by hand");
        rig.falcon().byHand(domain("a.example"), "by hand", theirs);
        rig.take(gone("i", 2, true));
        rig.drain();
        // Then
        assertThat(rig.falcon().of(domain("a.example"))).isPresent();
        assertThat(rig.waiting()).isZero();
    }
}
