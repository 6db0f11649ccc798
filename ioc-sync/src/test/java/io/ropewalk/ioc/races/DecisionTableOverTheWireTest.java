package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.ioc.testing.DecisionTable;
import io.ropewalk.ioc.testing.DecisionTable.Event;
import io.ropewalk.ioc.testing.DecisionTable.Row;
import io.ropewalk.ioc.testing.ServiceResource;
import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.simulator.ioc.Ioc;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The decision table from a change in OpenCTI to the record in Falcon, written at each step. All
 * lines go through one mirror, each with a value of its own.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class DecisionTableOverTheWireTest {
    /** What a test needs of numbers: the indicator, the other owner, what takes it up. */
    private static final int STEP = 10;

    @TempDir Path folder;
    private SimulatedMirror rig;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEndIsAsTheTableSays(boolean permanent) {
        var setup =
                new SimulatedMirror.Setup(permanent, 100, 1000, () -> TestDatabase.sqlite(folder));
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        try (var running = new SimulatedMirror(setup).start()) {
            rig = running;
            int number = 0;
            for (Row row : DecisionTable.rows()) {
                String name = row.event() + " " + row.before();
                expected.put(name, permanent ? row.permanent() : row.soft());
                found.put(name, end(row, number += STEP));
            }
            assertThat(rig.simulator().violations()).isEmpty();
            assertThat(rig.aside()).isEmpty();
        }
        assertThat(found).isEqualTo(expected);
    }

    private String end(Row row, int number) {
        before(row, number);
        rig.settle();
        happens(row.event(), number);
        rig.settle();
        if (row.event() == Event.MERGE) {
            assertThat(rig.ioc(value(number + 2))).isPresent();
        }
        return rig.iocs().all().stream()
                .filter(it -> it.value().equals(value(number)))
                .map(DecisionTableOverTheWireTest::line)
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining("; "), all -> all.isEmpty() ? "-" : all));
    }

    private static String line(Ioc it) {
        return "%s %s %s".formatted(it.action(), it.severity(), new TreeSet<>(it.tags()));
    }

    private void before(Row row, int number) {
        switch (row.before()) {
            case NEW -> nothingYet(row.event(), number);
            case OWNED -> rig.put(first(number));
            case SHARED -> {
                rig.put(first(number));
                rig.put(
                        Claim.of(number + 1, rig.tick(), value(number))
                                .scored(rig.tick(), 30)
                                .labelled(rig.tick(), "other"));
            }
            case FOREIGN -> {
                rig.plant("domain", value(number), "an analyst", "hand");
                nothingYet(row.event(), number);
            }
        }
    }

    /** For a creation there is none; otherwise there is one that asks for nothing. */
    private void nothingYet(Event event, int number) {
        if (event != Event.CREATE) {
            rig.put(first(number).of(rig.tick(), "[file:name = 'x']"));
        }
    }

    private Claim first(int number) {
        return Claim.of(number, rig.tick(), value(number)).scored(rig.tick(), 50);
    }

    private Claim again(int number) {
        return Claim.of(number, rig.tick(), value(number));
    }

    private void happens(Event event, int number) {
        switch (event) {
            case CREATE, UPDATE -> rig.put(again(number));
            case DELETE -> rig.openCti().delete(Claim.id(number));
            case REVOKE -> rig.put(first(number).revoked(rig.tick()));
            case UNREVOKE -> {
                rig.put(first(number).revoked(rig.tick()));
                rig.settle();
                rig.put(again(number));
            }
            case MERGE -> {
                Claim target = Claim.of(number + 2, rig.tick(), value(number + 2));
                rig.openCti().merge(target.json(), List.of(Claim.id(number)));
            }
            case EXPIRE -> {
                Instant end = rig.clock().instant().plus(Duration.ofDays(1));
                rig.put(again(number).until(rig.tick(), end));
                rig.settle();
                rig.clock().advance(Duration.ofDays(2));
                String due =
                        "SELECT COUNT(*) FROM ioc_entry WHERE look_at > 0 AND look_at <= "
                                + rig.clock().millis();
                rig.eventually("its time is up", () -> rig.number(due) == 0);
            }
            case RECREATE -> {
                rig.openCti().delete(Claim.id(number));
                rig.settle();
                rig.put(again(number));
            }
        }
    }

    private static String value(int number) {
        return "v%d.example".formatted(number);
    }
}
