package io.ropewalk.ioc.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.reconcile.Reconciler;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.testing.FakeFalcon;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Events that come twice, again from an earlier position, over lost answers and broken connections,
 * end as if each had come once and in order.
 */
class ConvergenceTest {
    private static final int EVENTS = 5000;
    private static final List<Severity> SEVERITIES = List.of(Severity.values());
    private static final int INDICATORS = 60;
    private static final int VALUES = 40;

    @Property(tries = 1)
    void whateverGoesWrongTheEndIsTheSame(@ForAll long seed, @ForAll boolean permanent)
            throws IOException {
        List<Change> events = events(new Random(seed));
        // When
        var calm = MirrorRig.over(Files.createTempDirectory("calm"), permanent, 50);
        for (int i = 0; i < events.size(); i += 100) {
            calm.take(events.subList(i, Math.min(events.size(), i + 100)).toArray(Change[]::new));
            calm.drain();
        }
        var rough = MirrorRig.over(Files.createTempDirectory("rough"), permanent, 50);
        roughly(rough, events, new Random(seed + 1));
        // Then
        assertThat(standing(rough)).isEqualTo(standing(calm));
        assertThat(rough.falcon().stored().values()).allMatch(it -> !permanent || !it.isRetired());
        Report report =
                new Reconciler(
                                MirrorRig.TENANT,
                                rough.ledger(),
                                rough.falcon(),
                                new Reconciler.Settings(MirrorRig.SOURCE, permanent, 10, 1),
                                rough.clock())
                        .run(rough.tenure(), Order.USUAL);
        assertThat(report.isClean()).as("%s", report).isTrue();
    }

    private static void roughly(MirrorRig rig, List<Change> events, Random random) {
        FakeFalcon.Fault[] faults = FakeFalcon.Fault.values();
        for (int at = 0; at < events.size(); ) {
            int to = Math.min(events.size(), at + 1 + random.nextInt(40));
            rig.take(events.subList(at, to).toArray(Change[]::new));
            at = random.nextInt(5) == 0 ? Math.max(0, to - random.nextInt(200)) : to;
            if (random.nextInt(3) == 0) {
                rig.falcon().fail(faults[random.nextInt(faults.length)]);
            }
            if (random.nextInt(10) == 0) {
                rig.falcon().refuse(Wishes.domain(name(random)));
            }
            if (random.nextInt(3) == 0) {
                rig.restart();
            }
            for (int rounds = random.nextInt(3); rounds > 0; rounds--) {
                rig.round();
            }
        }
        for (int i = 0; i < VALUES; i++) {
            rig.falcon().accept(Wishes.domain("v%d.example".formatted(i)));
        }
        rig.drain();
        for (Quarantined item :
                rig.ledger().quarantined(MirrorRig.TENANT, 1000, Optional.empty())) {
            rig.ledger().release(rig.tenure(), item);
        }
        rig.drain();
    }

    private static List<Change> events(Random random) {
        List<Change> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String indicator = "i" + random.nextInt(INDICATORS);
            events.add(
                    random.nextInt(3) == 0
                            ? Wishes.gone(indicator, i, random.nextBoolean())
                            : Wishes.stands(
                                    indicator,
                                    i,
                                    Wishes.detect(
                                            SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                                            "t" + random.nextInt(4)),
                                    name(random),
                                    name(random)));
        }
        return events;
    }

    private static String name(Random random) {
        return "v%d.example".formatted(random.nextInt(VALUES));
    }

    /** All that is in use, by value. */
    private static Map<String, StoredIoc.Body> standing(MirrorRig rig) {
        Map<String, StoredIoc.Body> found = new TreeMap<>();
        rig.falcon().stored().values().stream()
                .filter(it -> !it.isRetired())
                .forEach(it -> found.put(it.value().value(), it.body()));
        return found;
    }
}
