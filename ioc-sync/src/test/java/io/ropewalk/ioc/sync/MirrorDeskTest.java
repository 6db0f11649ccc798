package io.ropewalk.ioc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.opencti.StreamState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MirrorDeskTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Checkpoint NOTHING_YET = Checkpoint.NONE.anew(BEGAN.toString());

    private static long lag(StreamState state, Checkpoint checkpoint, long pending) {
        return MirrorDesk.lag(state, checkpoint, pending, BEGAN.plus(Duration.ofHours(2)));
    }

    @Test
    void aMirrorThatNeverReadAnythingIsBehindSinceItsReadingBegan() {
        assertThat(lag(StreamState.UNREACHABLE, NOTHING_YET, 0)).isEqualTo(7200);
        assertThat(lag(StreamState.CONNECTING, Checkpoint.NONE, 0)).isZero();
    }

    @Test
    void afterAnEventItIsBehindByTheAgeOfTheNewest() {
        Instant newest = BEGAN.plus(Duration.ofMinutes(119));
        Checkpoint read = NOTHING_YET.at(newest.toEpochMilli() + "-0");
        assertThat(lag(StreamState.UNREACHABLE, read, 0)).isEqualTo(60);
        assertThat(lag(StreamState.LIVE, read, 1)).isEqualTo(60);
    }

    @Test
    void aLiveOneThatHasWrittenAllIsNotBehind() {
        Checkpoint read = NOTHING_YET.at(BEGAN.toEpochMilli() + "-0");
        assertThat(lag(StreamState.LIVE, read, 0)).isZero();
    }
}
