package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistinctHostsTest {

    private static DistinctHosts of(int from, int to) {
        DistinctHosts hosts = new DistinctHosts();
        for (int i = from; i < to; i++) {
            hosts.add("%032x".formatted(i));
            hosts.add("%032x".formatted(i));
        }
        return hosts;
    }

    @Test
    void asManyAsFitAreExact() {
        DistinctHosts hosts = of(0, DistinctHosts.EXACT);
        assertThat(hosts.count()).isEqualTo(DistinctHosts.EXACT);
        assertThat(hosts.isExact()).isTrue();
    }

    @Test
    void moreAreEstimatedAndSaySo() {
        DistinctHosts hosts = of(0, 100_000);
        assertThat(hosts.isExact()).isFalse();
        // 4 standard errors; the hashes are fixed, so this is no matter of luck
        assertThat((double) hosts.count()).isCloseTo(100_000, within(12_500.0));
    }

    @Test
    void thoseOfTwoAreCountedOnceEach() {
        DistinctHosts hosts = of(0, 300);
        hosts.addAll(of(200, 500));
        assertThat(hosts.count()).isEqualTo(500);
        hosts.addAll(of(0, 50_000));
        assertThat(hosts.isExact()).isFalse();
        assertThat((double) hosts.count()).isCloseTo(50_000, within(6_250.0));
    }
}
