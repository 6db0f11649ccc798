package io.ropewalk.alertops.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.desk.Desk;
import io.ropewalk.alertops.mcp.Person.Reply;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangesTest {
    private static final String NAME = "update_alert_status";
    private static final Map<String, Object> ARGUMENTS =
            Map.of("tenant", "acme", "ids", List.of("one", "two"), "reason", "a\nreason");

    private final List<String> ran = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final Closing closing = new Closing();
    private final Changes changes =
            new Changes(
                    List.of(
                            new Change<>(
                                    closing,
                                    new Arguments(
                                            List.of(
                                                    new Argument.Several(
                                                            new Argument.Text("ids", "Ids.", 10),
                                                            5))),
                                    _ -> "Close alerts",
                                    it -> it.texts("ids"))),
                    new Desk(new Forgetful(), (_, work) -> work.get(), false),
                    new Tenants(List::of),
                    new Forgetful());
    private Outcome outcome = Outcome.DONE;

    /** Writes down what it is asked to do. */
    private final class Closing implements Action<List<String>> {
        @Override
        public ActionKind kind() {
            return ActionKind.UPDATE_ALERT_STATUS;
        }

        @Override
        public List<String> targets(List<String> request) {
            return request;
        }

        @Override
        public Answer run(List<String> ids, Order order) {
            ran.add((order.dryRun() ? "tried " : "did ") + ids + " at " + order.tenant());
            return Answer.of(ids.stream().map(it -> Item.of(it, outcome, "")).toList());
        }
    }

    /** An audit of which nothing is read here. */
    private static final class Forgetful implements Audit {
        @Override
        public void append(AuditEvent event) {}

        @Override
        public List<Line> find(Wanted wanted) {
            return List.of();
        }

        @Override
        public Verified verify() {
            return new Verified(0, Optional.empty(), "");
        }
    }

    private Map<String, Object> call(Reply reply, Role role) {
        return changes.call(
                NAME,
                ARGUMENTS,
                new Caller("somebody", Set.of(role), "mcp:test"),
                question -> {
                    questions.add(question);
                    return reply;
                });
    }

    @Test
    void whatWasAgreedToIsWhatIsDone() {
        // When
        Map<String, Object> answer = call(Reply.AGREED, Role.RESPONDER);
        // Then
        assertThat(ran).containsExactly("tried [one, two] at acme", "did [one, two] at acme");
        assertThat(questions.getFirst())
                .contains("Close alerts", "acme", "- one", "- two", "\"a reason\"");
        assertThat(answer).containsEntry("changed", true);
    }

    @ParameterizedTest
    @EnumSource(value = Reply.class, mode = EnumSource.Mode.EXCLUDE, names = "AGREED")
    void anyOtherReplyLeavesAllAsItIs(Reply reply) {
        // When
        Map<String, Object> answer = call(reply, Role.ADMIN);
        // Then
        assertThat(ran).containsExactly("tried [one, two] at acme");
        assertThat(answer).containsEntry("changed", false);
        assertThat(answer.get("message").toString()).endsWith("Nothing was done.");
        assertThat(answer.get("overHttp").toString()).contains("/actions/" + NAME);
    }

    @Test
    void nobodyIsAskedWhereThereIsNothingToDo() {
        outcome = Outcome.ALREADY;
        assertThat(call(Reply.AGREED, Role.RESPONDER)).containsEntry("changed", false);
        assertThat(questions).isEmpty();
    }

    @Test
    void aViewerChangesNothing() {
        assertThatThrownBy(() -> call(Reply.AGREED, Role.VIEWER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("responder");
        assertThat(ran).isEmpty();
    }
}
