package io.ropewalk.falcon.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.call.Pacer.Turn;
import io.ropewalk.falcon.call.RateLimit.Figures;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final Turn GO = new Turn.Go(false);
    private static final Turn PROBE = new Turn.Go(true);

    private final MovingClock clock = new MovingClock();
    private final Pacer pacer = new Pacer(clock, CallLimits.defaults());

    private static Turn waits(CallObserver.Reason reason, long seconds) {
        return new Turn.Wait(Duration.ofSeconds(seconds), reason);
    }

    @Test
    void everybodyGoesWhileNothingIsKnown() {
        assertThat(pacer.turn(CallClass.BACKGROUND)).isEqualTo(GO);
        assertThat(pacer.turn(CallClass.BACKGROUND)).isEqualTo(GO);
    }

    @Test
    void eachClassYieldsBelowItsFloor() {
        pacer.saw(new Figures(1000, 399));
        assertThat(pacer.turn(CallClass.BACKGROUND)).isEqualTo(waits(CallObserver.Reason.QUOTA, 1));
        assertThat(pacer.turn(CallClass.STREAM)).isEqualTo(GO);
        pacer.saw(new Figures(1000, 99));
        assertThat(pacer.turn(CallClass.STREAM)).isEqualTo(waits(CallObserver.Reason.QUOTA, 1));
        assertThat(pacer.turn(CallClass.INTERACTIVE)).isEqualTo(GO);
        pacer.saw(new Figures(1000, 19));
        assertThat(pacer.turn(CallClass.INTERACTIVE))
                .isEqualTo(waits(CallObserver.Reason.QUOTA, 1));
    }

    @Test
    void theLimitIsWhatTheVendorLastSaid() {
        // Given
        OptionalLong before = pacer.limit();
        // When
        pacer.saw(new Figures(6000, 12));
        // Then
        assertThat(before).isEmpty();
        assertThat(pacer.limit()).hasValue(6000);
    }

    @Test
    void callsOnTheirWayAreCountedOff() {
        // Given
        pacer.saw(new Figures(1000, 401));
        // When
        Turn first = pacer.turn(CallClass.BACKGROUND);
        Turn second = pacer.turn(CallClass.BACKGROUND);
        Turn third = pacer.turn(CallClass.BACKGROUND);
        // Then
        assertThat(first).isEqualTo(GO);
        assertThat(second).isEqualTo(GO);
        assertThat(third).isInstanceOf(Turn.Wait.class);
    }

    @Test
    void afterAMinuteWithoutNewsOneCallProbes() {
        // Given
        pacer.saw(new Figures(1000, 0));
        clock.advance(Duration.ofSeconds(60));
        // When
        Turn first = pacer.turn(CallClass.BACKGROUND);
        Turn second = pacer.turn(CallClass.BACKGROUND);
        // Then
        assertThat(first).isEqualTo(PROBE);
        assertThat(second).isEqualTo(waits(CallObserver.Reason.QUOTA, 1));
    }

    @Test
    void aProbeThatBringsNothingLetsTheNextOneProbe() {
        // Given
        pacer.saw(new Figures(1000, 0));
        clock.advance(Duration.ofSeconds(60));
        Turn probe = pacer.turn(CallClass.BACKGROUND);
        // When
        pacer.over((Turn.Go) probe);
        // Then
        assertThat(pacer.turn(CallClass.BACKGROUND)).isEqualTo(PROBE);
    }

    @Test
    void aProbeAnsweredWithoutFiguresFreesEverybody() {
        // Given
        pacer.saw(new Figures(1000, 0));
        clock.advance(Duration.ofSeconds(60));
        Turn.Go probe = (Turn.Go) pacer.turn(CallClass.BACKGROUND);
        // When
        pacer.sawNothing(probe);
        pacer.over(probe);
        // Then
        assertThat(pacer.turn(CallClass.BACKGROUND)).isEqualTo(GO);
    }

    @Test
    void nobodyGoesUntilTheTimeA429Named() {
        // Given
        pacer.saw(new Figures(1000, 0));
        pacer.blockFor(Duration.ofSeconds(30));
        pacer.blockFor(Duration.ofSeconds(5));
        // When, Then
        assertThat(pacer.turn(CallClass.INTERACTIVE))
                .isEqualTo(waits(CallObserver.Reason.THROTTLED, 30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(pacer.turn(CallClass.INTERACTIVE)).isEqualTo(PROBE);
    }
}
