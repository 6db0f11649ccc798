package io.ropewalk.ioc.intake;

import io.ropewalk.ioc.indicator.Indicator;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.Payload;
import io.ropewalk.ioc.indicator.Reading;
import io.ropewalk.ioc.indicator.StixReader;
import io.ropewalk.ioc.indicator.Unreadable;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.opencti.Frame;
import io.ropewalk.ioc.opencti.Reception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Reads events and hands the ledger what they change. The stream's own word counts, not the
 * object's: an update that takes an indicator out of the stream's filter comes as a deletion. An
 * event that cannot be read is set aside, and the next one is read.
 */
public final class Intake implements Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int ID_LENGTH = 32;

    private final StixReader reader;
    private final IocRule rule;
    private final Ledger ledger;
    private final Sweep sweep;
    private final IntakeListener listener;
    private final Clock clock;

    public Intake(
            StixReader reader,
            IocRule rule,
            Ledger ledger,
            Sweep sweep,
            IntakeListener listener,
            Clock clock) {
        this.reader = Objects.requireNonNull(reader, "reader");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.sweep = Objects.requireNonNull(sweep, "sweep");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public void take(Tenure tenure, List<Frame> frames, Checkpoint after) {
        List<Change> changes = new ArrayList<>();
        List<Quarantined> aside = new ArrayList<>();
        for (Frame frame : frames) {
            try {
                changes.addAll(changes(frame));
            } catch (Unreadable broken) {
                listener.setAside();
                aside.add(aside(frame, broken.getMessage()));
            }
        }
        ledger.ingest(tenure, changes, aside, Optional.of(after));
    }

    @Override
    public boolean isDependency(Frame frame) {
        return frame.data().contains("init-dependencies") && reader.isDependency(frame.data());
    }

    @Override
    public void complete(Tenure tenure, Checkpoint reading) {
        sweep.run(tenure, reading);
    }

    /**
     * Reads an event again that was set aside.
     *
     * @throws Unreadable when it still cannot be read
     */
    public void replay(Tenure tenure, Quarantined item) {
        int line = item.raw().indexOf('\n');
        Frame frame =
                new Frame("", item.raw().substring(0, line), item.raw().substring(line + 1), false);
        ledger.ingest(tenure, changes(frame), List.of(), Optional.empty());
    }

    private List<Change> changes(Frame frame) {
        switch (frame.event()) {
            case "create", "update", "delete", "merge" -> {}
            default -> {
                return List.of();
            }
        }
        if (frame.cut()) {
            throw new Unreadable("it is larger than ropewalk.opencti.max-event-bytes");
        }
        Payload payload = reader.event(frame.data());
        if (payload.subject().isEmpty()) {
            listener.received("other");
            return List.of();
        }
        listener.received(frame.event());
        Indicator subject = payload.subject().get();
        List<Change> changes = new ArrayList<>();
        payload.merged().forEach(it -> changes.add(new Change.Gone(it.id(), it.updatedAt(), true)));
        changes.add(
                frame.event().equals("delete")
                        ? new Change.Gone(
                                subject.id(), subject.updatedAt(), payload.type().equals("delete"))
                        : stands(subject));
        return changes;
    }

    private Change stands(Indicator it) {
        return switch (rule.read(it, clock.instant())) {
            case Reading.Wanted(var wishes, var dropped) -> {
                dropped.forEach(part -> listener.refused(part.why().word()));
                yield new Change.Stands(it.id(), it.updatedAt(), wishes);
            }
            case Reading.Unwanted(var why, var detail) -> {
                listener.refused(why.word());
                try (var _ = MDC.putCloseable("indicator", it.id());
                        var _ = MDC.putCloseable("reason", why.word());
                        var _ = MDC.putCloseable("detail", detail)) {
                    LOG.debug("an indicator asks for no IOC");
                }
                yield new Change.Stands(it.id(), it.updatedAt(), new TreeMap<>(Map.of()));
            }
        };
    }

    private Quarantined aside(Frame frame, String why) {
        String raw = frame.event() + "\n" + frame.data();
        return new Quarantined(
                id(frame.cut() ? frame.id() : raw),
                Quarantined.Kind.EVENT,
                "",
                frame.id(),
                "bad-request",
                "The event cannot be read: " + why,
                raw,
                clock.instant());
    }

    private static String id(String raw) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(raw.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
