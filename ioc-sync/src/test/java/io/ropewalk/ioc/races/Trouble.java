package io.ropewalk.ioc.races;

import io.ropewalk.ioc.opencti.StreamState;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocRules.Batch;
import io.ropewalk.simulator.ioc.IocRules.Duplicates;
import io.ropewalk.simulator.ioc.IocRules.Report;
import io.ropewalk.simulator.opencti.OctiHub.Cut;
import io.ropewalk.simulator.opencti.OctiRules;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** All that can go wrong, at random. */
final class Trouble {
    private static final List<Fault> OF_WRITES =
            List.of(
                    new Fault.Status(500, ErrorBody.ENVELOPE, "internal error"),
                    new Fault.Status(503, ErrorBody.HTML, ""),
                    new Fault.Throttle(RetryHint.EPOCH_SECONDS, Duration.ofSeconds(3)),
                    new Fault.Throttle(RetryHint.EPOCH_MILLIS, Duration.ofSeconds(3)),
                    new Fault.Throttle(RetryHint.RETRY_AFTER, Duration.ofSeconds(3)),
                    new Fault.Throttle(RetryHint.NONE, Duration.ofSeconds(3)),
                    new Fault.ExpiredToken(),
                    // Done, and the answer is lost or says nothing.
                    new Fault.Reset(),
                    new Fault.InvalidJson(),
                    new Fault.EmptyBody(),
                    new Fault.CutBody(40, false),
                    new Fault.NullResources(),
                    new Fault.NoResources(),
                    new Fault.ErrorsIn200(500, "something broke", false),
                    new Fault.RefuseItems(3),
                    new Fault.RefuseItems(1));
    private static final List<Fault> OF_READS =
            List.of(
                    new Fault.Status(502, ErrorBody.EMPTY, ""),
                    new Fault.Throttle(RetryHint.EPOCH_SECONDS, Duration.ofSeconds(2)),
                    new Fault.Reset(),
                    new Fault.InvalidJson());
    private static final List<Fault> OF_STREAM =
            List.of(
                    new Fault.Status(500, ErrorBody.EMPTY, ""),
                    new Fault.Status(503, ErrorBody.EMPTY, ""),
                    new Fault.CutBody(900, true),
                    new Fault.CutBody(5000, true),
                    new Fault.Reset());

    private final SimulatedMirror rig;
    private final World world;
    private final Random random;

    Trouble(SimulatedMirror rig, World world, Random random) {
        this.rig = rig;
        this.world = world;
        this.random = random;
    }

    /** Something happens. */
    void strike() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> restart();
            case 3, 4, 5 -> arm(SimulatedMirror.WRITES, any(OF_WRITES));
            case 6 -> arm(SimulatedMirror.LISTING, any(OF_READS));
            case 14 -> lostAndThenDown();
            case 7 -> arm(SimulatedMirror.STREAM, any(OF_STREAM));
            case 8 -> rig.openCti().cut(any(List.of(Cut.values())));
            case 9 -> rig.openCti().replay(1 + random.nextInt(150));
            case 10 -> rig.iocs().rules(readings(rig.iocs().rules()));
            case 11 -> rig.iocs().rules(rig.iocs().rules().withPlanted(some(), some()));
            case 12 -> rig.openCti().rules(noise(rig.openCti().rules()));
            case 13 -> stopped();
            default -> rig.openCti().raw("{\"type\":\"create\",\"data\":{\"type\":\"indicator\"");
        }
        if (random.nextInt(40) == 0) {
            rig.openCti().reset(SimulatedMirror.CONNECTOR);
        }
    }

    private void arm(String path, Fault fault) {
        rig.simulator().arm(FaultRule.once(path, fault).repeated(1 + random.nextInt(3)));
    }

    /** Long enough that other events come before the lost answer is looked into. */
    private void lostAndThenDown() {
        arm(SimulatedMirror.WRITES, new Fault.Reset());
        rig.simulator()
                .arm(
                        FaultRule.once(
                                        SimulatedMirror.WRITES,
                                        new Fault.Status(503, ErrorBody.HTML, ""))
                                .repeated(10 + random.nextInt(20)));
    }

    private void restart() {
        rig.kill(1 + random.nextInt(40));
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(30); i > 0; i--) {
                world.event();
            }
            rig.clock().advance(Duration.ofSeconds(random.nextInt(600)));
            if (random.nextInt(3) == 0) {
                // More than the stream keeps.
                rig.openCti().trim(random.nextInt(15));
            }
        }
        rig.start();
    }

    private void stopped() {
        OctiRules before = rig.openCti().rules();
        boolean live = random.nextBoolean();
        rig.openCti().rules(live ? before.withAllowed(false) : before.withLive(false));
        StreamState said = live ? StreamState.REFUSED : StreamState.STOPPED;
        rig.eventually("the stream is " + said, () -> rig.mirror().session().state() == said);
        rig.openCti().rules(before);
    }

    private IocRules readings(IocRules rules) {
        return rules.with(
                any(List.of(Batch.values())),
                any(List.of(Report.values())),
                any(List.of(Duplicates.values())));
    }

    private OctiRules noise(OctiRules rules) {
        return rules.withNoise(random.nextBoolean(), random.nextInt(4))
                .withHeartbeat(
                        Duration.ofMillis(10 + random.nextInt(50)),
                        Duration.ofSeconds(random.nextInt(40)));
    }

    private Set<String> some() {
        return random.nextInt(3) == 0
                ? Set.of()
                : Set.of("v%d.example".formatted(random.nextInt(12)), "11.0.0.9");
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** All is well again. */
    void ends() {
        rig.simulator().clearFaults();
        rig.iocs().rules(IocRules.DEFAULT);
        rig.openCti().rules(rig.openCti().rules().withNoise(false, 0));
    }
}
