package io.ropewalk.ioc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.opencti.OpenCti;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingerTest {
    private final List<String> heard = new ArrayList<>();
    private Optional<String> position = Optional.of("5-0");
    private Optional<String> kept = Optional.of("5-0");
    private IOException failure;
    private int resets;

    private final Pinger pinger =
            new Pinger(
                    new OpenCti() {
                        @Override
                        public void register() {
                            heard.add("register");
                        }

                        @Override
                        public Optional<String> ping(Optional<String> told) throws IOException {
                            heard.add("ping " + told.orElse("-"));
                            if (failure != null) {
                                throw failure;
                            }
                            return kept;
                        }
                    },
                    () -> position,
                    () -> resets++);

    @Test
    void theConnectorIsMadeKnownOnceAndThenHeard() {
        pinger.beat();
        pinger.beat();
        assertThat(heard).containsExactly("register", "ping 5-0", "ping 5-0");
        assertThat(pinger.trouble()).isEmpty();
        assertThat(resets).isZero();
    }

    @Test
    void anotherAnswerThanWhatWasToldIsAReset() {
        kept = Optional.empty();
        pinger.beat();
        assertThat(resets).isOne();
    }

    @Test
    void nothingToldAndNothingKeptIsNone() {
        position = Optional.empty();
        kept = Optional.empty();
        pinger.beat();
        assertThat(resets).isZero();
    }

    @Test
    void aConnectorThatOpenctiDoesNotKnowIsMadeKnownAgain() {
        pinger.beat();
        failure = new OpenCti.Refused("no connector with this id", true);
        pinger.beat();
        assertThat(pinger.trouble()).contains("no connector");
        failure = null;
        pinger.beat();
        assertThat(heard).filteredOn("register"::equals).hasSize(2);
        assertThat(pinger.trouble()).isEmpty();
        assertThat(resets).isZero();
    }

    @Test
    void whereOpenctiIsAwayNothingIsReset() {
        failure = new IOException("connection refused");
        pinger.beat();
        assertThat(pinger.trouble()).contains("connection refused");
        assertThat(resets).isZero();
    }
}
