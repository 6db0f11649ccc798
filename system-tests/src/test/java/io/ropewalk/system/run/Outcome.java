package io.ropewalk.system.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.SortedMap;

/** What work has to have come to, whatever was killed or away meanwhile. */
public final class Outcome {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Outcome() {}

    /** Waits for the last event, and tries again what Falcon had refused, as an operator would. */
    public static void settle(Suite suite, IndicatorLife life, Mirroring.Replica replica) {
        String last = life.last();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        suite.simulated()
                                .iocs()
                                .valueStream()
                                .anyMatch(ioc -> ioc.path("value").asText().equals(last)));
        replica.awaitMirror(Outcome::isWritten);
        for (JsonNode item : replica.quarantined("ioc")) {
            replica.api()
                    .post(Mirroring.QUARANTINE + "/" + item.path("id").asText() + "/replay", "{}")
                    .success();
        }
        replica.awaitMirror(Outcome::isWritten);
        assertThat(replica.quarantined("ioc")).isEmpty();
    }

    private static boolean isWritten(JsonNode mirror) {
        return mirror.path("state").asText().equals("live")
                && mirror.path("counts").path("pending").asLong() == 0;
    }

    /** A comparison finds Falcon as it is wanted. */
    public static void nothingToDo(Mirroring.Replica replica) {
        JsonNode report = replica.compare();
        assertThat(report.path("state").asText()).as(report.toString()).isEqualTo("succeeded");
        for (String kind : new String[] {"missing", "extra", "drifted", "adopted"}) {
            assertThat(report.path("counts").path(kind).asLong()).as(report.toString()).isZero();
        }
        assertThat(report.path("counts").path("inSync").asLong()).isPositive();
    }

    /** Falcon has what OpenCTI has: a second one of a value would be a difference, too. */
    public static void indicatorsAreMirrored(Fleet fleet, IndicatorLife life) {
        Mirroring.Replica working =
                await().atMost(PATIENCE).until(() -> working(fleet), it -> it != null);
        settle(fleet.suite(), life, working);
        assertThat(life.differences(IndicatorLife.found(fleet.suite().simulated().iocs())))
                .isEmpty();
        nothingToDo(working);
    }

    private static Mirroring.Replica working(Fleet fleet) {
        return fleet.ready(Kind.IOC).stream()
                .map(pod -> Mirroring.replica(fleet.suite(), pod))
                .filter(it -> it.mirror().path("working").asBoolean())
                .findAny()
                .orElse(null);
    }

    /** Each alert of each closure was written to once. */
    public static void alertsWereClosedOnce(Fleet fleet, Load load) {
        assertThat(fleet.suite().simulated().alerts(0).path("written").properties())
                .extracting(it -> it.getKey() + " times: " + it.getValue().asText())
                .containsExactly("1 times: " + load.alerts());
    }

    /** What a full sync leaves after all that is what it makes of an empty graph. */
    public static void graphIsTheEstate(Fleet fleet, Load load) {
        Graph graph = fleet.suite().graph();
        sync(load);
        SortedMap<String, String> found = graph.contents();
        graph.clear();
        sync(load);
        SortedMap<String, String> anew = graph.contents();
        assertThat(found.keySet()).isEqualTo(anew.keySet());
        assertThat(found).isEqualTo(anew);
        assertThat(graph.hosts()).isEqualTo(fleet.suite().simulated().hosts());
    }

    private static void sync(Load load) {
        JsonNode run = load.sync();
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("succeeded");
    }
}
