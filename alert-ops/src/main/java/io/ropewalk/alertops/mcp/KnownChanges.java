package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.alert.AlertOrder;
import io.ropewalk.alertops.alert.ChangeAlerts;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.host.ChangeHosts;
import io.ropewalk.alertops.host.HostOrder;
import io.ropewalk.alertops.host.HostWriter;
import io.ropewalk.alertops.mcp.Arguments.Given;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import io.ropewalk.falcon.hosts.HostAction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The changes there are, with few ids each: a person has to read all of them. */
public final class KnownChanges {
    private static final int MOST_IDS = 20;
    private static final int LONGEST_COMMENT = 1_000;

    private static final Argument ALERTS =
            new Argument.Several(
                            new Argument.Shaped(
                                    "ids",
                                    "Composite ids of alerts.",
                                    AlertsTool.COMPOSITE_ID,
                                    "composite ids: <cid>:<kind>:<rest>"),
                            MOST_IDS)
                    .must();
    private static final Argument HOSTS =
            new Argument.Several(
                            new Argument.Shaped(
                                    "ids",
                                    "Agent ids of hosts (host_id), never host names.",
                                    Pattern.compile("[0-9a-fA-F]{32}"),
                                    "agent ids of 32 hexadecimal digits"),
                            MOST_IDS)
                    .must();
    private static final Argument COMMENT =
            new Argument.Text("comment", "The comment; it cannot be removed.", LONGEST_COMMENT);
    private static final Argument STATUS =
            new Argument.Choice(
                            "new_status",
                            "The status. A verdict is a resolution, not a status.",
                            Arrays.stream(AlertStatus.values()).map(AlertStatus::word).toList())
                    .must();
    private static final Argument RESOLUTION =
            new Argument.Choice(
                    "resolution",
                    "The verdict; replaces another one.",
                    Arrays.stream(Resolution.values()).map(Resolution::tag).toList());
    private static final Argument NOTE =
            new Argument.Text("note", "Stands in the host's log.", LONGEST_COMMENT);

    private KnownChanges() {}

    public static List<Change<?>> all(Falcon falcon, Caps caps, HostWriter hosts) {
        return List.of(
                new Change<>(
                        ChangeAlerts.comment(falcon, caps),
                        new Arguments(List.of(ALERTS, COMMENT.must())),
                        KnownChanges::sayingComment,
                        it -> new AlertOrder(it.texts("ids"), commenting(it))),
                new Change<>(
                        ChangeAlerts.status(falcon, caps),
                        new Arguments(List.of(ALERTS, STATUS, RESOLUTION, COMMENT)),
                        KnownChanges::sayingStatus,
                        it -> new AlertOrder(it.texts("ids"), updating(it))),
                hosts(
                        ActionKind.ISOLATE_ENDPOINTS,
                        HostAction.CONTAIN,
                        _ -> "Cut hosts off from the network (contain them)",
                        hosts),
                hosts(
                        ActionKind.DEISOLATE_ENDPOINTS,
                        HostAction.LIFT_CONTAINMENT,
                        _ -> "Let contained hosts back into the network (lift containment)",
                        hosts));
    }

    private static Change<HostOrder> hosts(
            ActionKind kind, HostAction action, Function<Given, String> says, HostWriter writer) {
        return new Change<>(
                new ChangeHosts(kind, writer),
                new Arguments(List.of(HOSTS, NOTE)),
                says,
                it -> new HostOrder(it.texts("ids"), action, it.text("note"), Duration.ZERO));
    }

    private static String sayingComment(Given given) {
        return "Comment on alerts with \"" + given.text("comment").orElse("") + "\"";
    }

    private static String sayingStatus(Given given) {
        return "Set alerts to "
                + given.text("new_status").orElse("")
                + given.text("resolution").map(it -> ", with the verdict " + it).orElse("")
                + given.text("comment").map(it -> ", with the comment \"" + it + '"').orElse("");
    }

    private static AlertEdit commenting(Given given) {
        return AlertEdit.commenting(AlertEdit.checked(given.text("comment").orElseThrow()));
    }

    private static AlertEdit updating(Given given) {
        return new AlertEdit(
                given.text("new_status").flatMap(AlertStatus::of),
                given.text("resolution").flatMap(Resolution::of),
                given.text("comment").map(AlertEdit::checked),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
