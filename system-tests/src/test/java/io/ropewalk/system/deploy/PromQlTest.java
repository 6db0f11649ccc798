package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void selectorsLabelsAndGroupingAreFound() {
        // When
        PromQl read =
                PromQl.parse(
                        "sum by (tenant, sink) (rate(a_total{state=~\"x|y\", kind!=\"}\"}[5m])) /"
                                + " on (pod) group_left (node) b offset 1h > 0 or time() - c{} unless"
                                + " d");
        // Then
        assertThat(read.selectors())
                .extracting(PromQl.Selector::name)
                .containsExactly("a_total", "b", "c", "d");
        assertThat(read.grouping()).containsExactlyInAnyOrder("tenant", "sink", "pod", "node");
        assertThat(read.selectors().getFirst().matchers().keySet())
                .containsExactly("state", "kind");
        assertThat(read.selectors().getFirst().matchers().get("state").literals())
                .containsExactly("x", "y");
        assertThat(read.selectors().getFirst().matchers().get("kind").literals()).isEmpty();
    }

    @Test
    void aPatternHasNoLiterals() {
        assertThat(new PromQl.Condition("=~", "$tenant").literals()).isEmpty();
        assertThat(new PromQl.Condition("=~", "Ropewalk.*").literals()).isEmpty();
        assertThat(new PromQl.Condition("=", "no-partitions").literals())
                .containsExactly("no-partitions");
    }
}
