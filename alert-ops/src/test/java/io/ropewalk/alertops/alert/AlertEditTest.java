package io.ropewalk.alertops.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertEditTest {
    private static final String MARKER = "0a1b2c3d4e5f";

    private static AlertRecord alert(Map<String, Object> members) {
        return new AlertRecord("c:ind:1", new Members(members));
    }

    private static AlertEdit closing(Optional<String> comment) {
        return new AlertEdit(
                Optional.of(AlertStatus.CLOSED),
                Optional.of(Resolution.IGNORED),
                comment,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static List<String> names(AlertChange change) {
        return change.parameters().stream().map(it -> it.name() + "=" + it.value()).toList();
    }

    @Test
    void onlyWhatIsMissingIsSent() {
        AlertEdit edit = closing(Optional.of("Swept."));
        String said = "Swept. [ropewalk:" + MARKER + "]";
        assertThat(names(edit.missing(alert(Map.of("status", "new")), MARKER)))
                .containsExactly(
                        "update_status=closed",
                        "remove_tag=true_positive",
                        "remove_tag=false_positive",
                        "add_tag=ignored",
                        "append_comment=" + said);
        Map<String, Object> closed = Map.of("status", "closed", "tags", List.of("ignored"));
        assertThat(names(edit.missing(alert(closed), MARKER)))
                .containsExactly("append_comment=" + said);
        Map<String, Object> commented =
                Map.of("status", "new", "comments", List.of(Map.of("value", said)));
        assertThat(names(edit.missing(alert(commented), MARKER)))
                .hasSize(4)
                .noneMatch(it -> it.startsWith("append_comment"));
    }

    @Test
    void theSameWordsOfAnotherRequestAreNoComment() {
        Map<String, Object> other =
                Map.of("comments", List.of(Map.of("value", "Swept. [ropewalk:ffffffffffff]")));
        assertThat(AlertEdit.commenting("Swept.").missing(alert(other), MARKER).parameters())
                .hasSize(1);
    }

    @Test
    void aVerdictHoldsOnlyAlone() {
        Map<String, Object> two =
                Map.of("status", "closed", "tags", List.of("ignored", "true_positive"));
        assertThat(closing(Optional.empty()).missing(alert(two), MARKER).parameters()).isNotEmpty();
    }

    @Test
    void anAssignmentIsComparedByWhatItNames() {
        Map<String, Object> assigned = Map.of("assigned_to_uid", "Ann@example.org");
        AlertRecord alert = alert(assigned);
        assertThat(new Assignment.ToUserId("ann@example.org").holds(alert)).isTrue();
        assertThat(new Assignment.ToName("Ann").holds(alert)).isFalse();
        assertThat(new Assignment.ToUuid("1").holds(alert)).isFalse();
        assertThat(new Assignment.Nobody().holds(alert)).isFalse();
        assertThat(new Assignment.Nobody().holds(alert(Map.of()))).isTrue();
    }
}
