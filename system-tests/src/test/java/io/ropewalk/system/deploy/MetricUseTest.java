package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The comparison itself notices what it is there for. */
class MetricUseTest {
    private final Exposition exported =
            new Exposition()
                    .add(
                            """
                            # HELP ropewalk_stream_dead_letters_total x
                            ropewalk_stream_dead_letters_total{partition="0",sink="siem, \\"it\\"",tenant="acme"} 0.0
                            ropewalk_stream_opens_total{cause="idle"} 1.0
                            ropewalk_up 1.0
                            """);

    @Test
    void whatIsExportedIsFine() {
        assertThat(
                        MetricUse.faults(
                                "sum by (tenant, pod)"
                                        + " (increase(ropewalk_stream_dead_letters_total{sink=~\"$sink\"}[1h]))",
                                exported))
                .isEmpty();
        assertThat(MetricUse.faults("ropewalk_up == 0 or up{service=\"x\"} == 0", exported))
                .isEmpty();
        assertThat(
                        MetricUse.faults(
                                "max by (service)"
                                        + " (ropewalk:falcon_calls:rate5m{category=\"none\"})",
                                exported))
                .isEmpty();
    }

    @Test
    void aMetricALabelOrAValueThatIsNotThereIsNamed() {
        assertThat(MetricUse.faults("rate(ropewalk_stream_dead_letter_total[5m])", exported))
                .containsExactly("nobody exports ropewalk_stream_dead_letter_total");
        assertThat(MetricUse.faults("ropewalk_up{tenant=\"a\"}", exported))
                .containsExactly("ropewalk_up has no label tenant");
        assertThat(MetricUse.faults("sum by (customer) (ropewalk_up)", exported))
                .containsExactly("nothing here has a label customer");
        assertThat(MetricUse.faults("ropewalk_stream_opens_total{cause=~\"idle|idel\"}", exported))
                .containsExactly("no ropewalk_stream_opens_total{cause=\"idel\"}");
        assertThat(MetricUse.faults("ropewalk:no_such:rate5m", exported))
                .containsExactly("nobody exports ropewalk:no_such:rate5m");
    }
}
