package io.ropewalk.inventory.testing;

import static org.awaitility.Awaitility.await;

import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.Submission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The kinds with what they read and fill, and runs of them to their end. */
public final class EveryKind {
    private EveryKind() {}

    /** A kind, the listing it reads and the label it fills. */
    public record Row(Kind kind, String path, String label) {
        @Override
        public String toString() {
            return kind.word();
        }
    }

    public static List<Row> rows() {
        return List.of(
                new Row(Kind.HOSTS, "/devices/combined/devices/v1", "CrowdstrikeHost"),
                new Row(Kind.GROUPS, "/devices/combined/host-groups/v1", "CrowdstrikeHostGroup"),
                new Row(
                        Kind.POLICIES,
                        "/policy/combined/prevention/v1",
                        "CrowdstrikePreventionPolicy"),
                new Row(
                        Kind.VULNERABILITIES,
                        "/spotlight/combined/vulnerabilities/v1",
                        "CrowdstrikeSpotlightVulnerability"),
                new Row(
                        Kind.APPLICATIONS,
                        "/discover/combined/applications/v1",
                        "CrowdstrikeApplication"),
                new Row(Kind.USERS, "/user-management/queries/users/v1", "CrowdstrikeUser"),
                new Row(Kind.LOGINS, "/discover/queries/logins/v1", "CrowdstrikeLogin"));
    }

    public static Set<Kind> everything() {
        return EnumSet.allOf(Kind.class);
    }

    /** A full run to whatever end it comes to. */
    public static Run sync(RunService runs, String tenant, Set<Kind> kinds) {
        var request = new RunRequest(tenant, kinds, Mode.FULL, false, OptionalDouble.empty());
        var queued = (Submission.Queued) runs.submit(request);
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> runs.find(tenant, queued.run().id()).orElseThrow(),
                        run -> run.state().isEnd());
    }
}
