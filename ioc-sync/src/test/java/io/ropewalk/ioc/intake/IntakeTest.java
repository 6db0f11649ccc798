package io.ropewalk.ioc.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.ScoreTable;
import io.ropewalk.ioc.indicator.json.JsonStixReader;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.opencti.Frame;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir Path folder;

    private final List<String> refused = new ArrayList<>();
    private MirrorRig rig;
    private Sweep sweep;
    private Intake intake;

    @BeforeEach
    void start() {
        rig = MirrorRig.over(folder, true);
        sweep = new Sweep(rig.ledger(), 1, 1);
        intake =
                new Intake(
                        new JsonStixReader(new ObjectMapper()),
                        new IocRule(
                                new IocRule.Actions(Action.DETECT, Action.DETECT, Action.DETECT),
                                ScoreTable.of(List.of("0:low", "60:high")),
                                false,
                                _ -> "",
                                _ -> false),
                        rig.ledger(),
                        sweep,
                        new IntakeListener() {
                            @Override
                            public void received(String event) {}

                            @Override
                            public void refused(String reason) {
                                refused.add(reason);
                            }

                            @Override
                            public void setAside() {}
                        },
                        rig.clock());
    }

    @Test
    void theStreamsWordCountsOverTheObjects() {
        take(frame("create", "update", indicator("i1", 1, "a.example")));
        assertThat(there("a.example")).isTrue();
        take(frame("delete", "update", indicator("i1", 2, "a.example")));
        assertThat(there("a.example")).isFalse();
        take(frame("create", "update", indicator("i1", 2, "a.example")));
        assertThat(there("a.example")).as("it is back in the filter").isTrue();
        take(frame("delete", "delete", indicator("i1", 2, "a.example")));
        take(frame("create", "create", indicator("i1", 2, "a.example")));
        assertThat(there("a.example")).as("a replay does not undo a deletion").isFalse();
    }

    @Test
    void anUpdateOfWhatWasNeverCreatedCreatesIt() {
        take(frame("update", "update", indicator("i1", 1, "a.example")));
        assertThat(there("a.example")).isTrue();
    }

    @Test
    void anEditedPatternTakesItsOldValueAway() {
        take(frame("create", "create", indicator("i1", 1, "a.example")));
        take(frame("update", "update", indicator("i1", 2, "b.example")));
        assertThat(there("a.example")).isFalse();
        assertThat(there("b.example")).isTrue();
    }

    @Test
    void aMergeTakesItsSourcesAway() {
        take(frame("create", "create", indicator("i1", 1, "a.example")));
        take(
                new Frame(
                        "9-0",
                        "merge",
                        "{\"type\":\"merge\",\"data\":%s,\"context\":{\"sources\":[%s]}}"
                                .formatted(
                                        indicator("i2", 3, "b.example"),
                                        indicator("i1", 2, "a.example")),
                        false));
        assertThat(there("a.example")).isFalse();
        assertThat(there("b.example")).isTrue();
    }

    @Test
    void deletedAndMadeAgainInOneBatchIsThere() {
        take(
                frame("create", "create", indicator("i1", 1, "a.example")),
                frame("delete", "delete", indicator("i1", 1, "a.example")),
                frame("create", "create", indicator("i1", 2, "a.example")));
        assertThat(there("a.example")).isTrue();
        assertThat(rig.falcon().writes()).isOne();
    }

    @Test
    void anEventThatCannotBeReadIsSetAsideAndTheNextIsRead() {
        take(
                new Frame("1-0", "create", "{\"type\":\"create\",\"data\":{", false),
                frame("create", "create", indicator("i1", 1, "a.example")));
        assertThat(there("a.example")).isTrue();
        var aside = rig.ledger().quarantined(MirrorRig.TENANT, 10, Optional.empty());
        assertThat(aside).hasSize(1);
        assertThat(aside.getFirst().message()).contains("no JSON");
        assertThat(aside.getFirst().raw()).startsWith("create\n{\"type\"");
    }

    @Test
    void whatAsksForNoIocIsCountedByItsReason() {
        take(frame("create", "create", indicator("i1", 1, "a.example").replace(" = ", " != ")));
        assertThat(refused).containsExactly("negation");
        assertThat(rig.falcon().stored()).isEmpty();
    }

    @Test
    void norMoreThanItsShareOfThemAll() {
        var shared = new Sweep(rig.ledger(), 1000, 0.2);
        Checkpoint first = new Checkpoint("1-0", "", 1, 1);
        for (int i = 0; i < 10; i++) {
            takeAt(first, indicator("i" + i, 1, "v%d.example".formatted(i)));
        }
        Checkpoint second = new Checkpoint("2-0", "", 2, 1);
        for (int i = 3; i < 10; i++) {
            takeAt(second, indicator("i" + i, 1, "v%d.example".formatted(i)));
        }
        shared.run(rig.tenure(), second);
        assertThat(shared.held()).contains(3L);
        // When one of them is seen after all
        Checkpoint third = new Checkpoint("3-0", "", 3, 1);
        for (int i = 2; i < 10; i++) {
            takeAt(third, indicator("i" + i, 1, "v%d.example".formatted(i)));
        }
        shared.run(rig.tenure(), third);
        rig.drain();
        // Then
        assertThat(shared.held()).isEmpty();
        assertThat(there("v1.example")).isFalse();
        assertThat(there("v2.example")).isTrue();
    }

    @Test
    void whatAReadingOfEverythingDoesNotShowGoesButNotMuchWithoutAsking() {
        Checkpoint first = new Checkpoint("1-0", "", 1, 1);
        takeAt(first, indicator("i1", 1, "a.example"), indicator("i2", 1, "b.example"));
        takeAt(first, indicator("i3", 1, "c.example"));
        Checkpoint second = new Checkpoint("2-0", "", 2, 1);
        takeAt(second, indicator("i1", 1, "a.example"));
        // When
        intake.complete(rig.tenure(), second);
        rig.drain();
        // Then
        assertThat(sweep.held()).contains(2L);
        assertThat(there("b.example")).isTrue();
        // When
        sweep.allow(rig.tenure());
        rig.drain();
        // Then
        assertThat(there("a.example")).isTrue();
        assertThat(there("b.example")).isFalse();
        assertThat(there("c.example")).isFalse();
        assertThat(rig.ledger().checkpoint().swept()).isEqualTo(2);
    }

    private void takeAt(Checkpoint at, String... indicators) {
        rig.ledger().move(rig.tenure(), at);
        intake.take(
                rig.tenure(),
                Arrays.stream(indicators).map(it -> frame("create", "create", it)).toList(),
                at);
        rig.drain();
    }

    private void take(Frame... frames) {
        intake.take(rig.tenure(), List.of(frames), Checkpoint.NONE);
        rig.drain();
    }

    private boolean there(String domain) {
        return rig.falcon().of(Wishes.domain(domain)).isPresent();
    }

    private static Frame frame(String event, String type, String indicator) {
        return new Frame(
                "5-0",
                event,
                "{\"version\":\"4\",\"type\":\"%s\",\"data\":%s}".formatted(type, indicator),
                false);
    }

    private static String indicator(String id, int second, String domain) {
        return """
        {"type":"indicator","id":"%s","modified":"2026-03-01T00:00:%02dZ","pattern_type":"stix","name":"n",\
        "pattern":"[domain-name:value = '%s']"}\
        """
                .formatted(id, second, domain);
    }
}
