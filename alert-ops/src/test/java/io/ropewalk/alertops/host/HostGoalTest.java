package io.ropewalk.alertops.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.wire.FalconJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostGoalTest {

    @ParameterizedTest
    @CsvSource({
        "CONTAIN, status, normal, AWAY",
        "CONTAIN, status, containment_pending, UNDERWAY",
        "CONTAIN, status, contain_pending, UNDERWAY",
        "CONTAIN, status, contained, REACHED",
        "CONTAIN, status, lift_containment_pending, AWAY",
        "CONTAIN, status, who_knows, AWAY",
        "LIFT_CONTAINMENT, status, normal, REACHED",
        "LIFT_CONTAINMENT, status, contained, AWAY",
        "LIFT_CONTAINMENT, status, lift_containment_pending, UNDERWAY",
        "LIFT_CONTAINMENT, status, containment_pending, AWAY",
        "HIDE_HOST, host_hidden_status, visible, AWAY",
        "HIDE_HOST, host_hidden_status, hidden, REACHED",
        "UNHIDE_HOST, host_hidden_status, hidden, AWAY",
        "UNHIDE_HOST, host_hidden_status, visible, REACHED",
        "DETECTION_SUPPRESS, detection_suppression_status, suppressed, REACHED",
        "DETECTION_SUPPRESS, detection_suppression_status, unsuppressed, AWAY",
        "DETECTION_UNSUPPRESS, detection_suppression_status, suppressed, AWAY",
        "DETECTION_UNSUPPRESS, hostname, a, REACHED"
    })
    void theRecordSaysHowFarAHostIs(HostAction action, String member, String value, HostGoal goal) {
        Host host =
                new FalconJson()
                        .host(
                                "{\"device_id\":\"a\",\"cid\":\"b\",\"%s\":\"%s\"}"
                                        .formatted(member, value));
        assertThat(HostGoal.of(action, host)).isEqualTo(goal);
    }
}
