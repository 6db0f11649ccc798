package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void isOneLineOfJsonWithFiveNumbers() {
        Summary summary = new Summary(25_000, 1, 2, 3, Duration.ofMillis(41_250));

        assertThat(summary.json())
                .isEqualTo(
                        "{\"hostsInGraph\":25000,\"eventsDelivered\":1,\"iocsMirrored\":2,"
                                + "\"alertsClosed\":3,\"seconds\":41.3}");
    }
}
