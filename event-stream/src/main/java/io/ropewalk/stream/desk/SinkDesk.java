package io.ropewalk.stream.desk;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.timing.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The sinks by hand: a marked test event, and dead letters once more. */
public final class SinkDesk {
    private static final String TEST = "RopewalkTestEvent";

    private final Map<String, Sink> sinks;
    private final DeadLetters letters;
    private final Audit audit;
    private final Timing timing;
    private final Function<String, String> cid;

    /**
     * @param cid the customer id of a tenant as far as it is known
     */
    public SinkDesk(
            Map<String, Sink> sinks,
            DeadLetters letters,
            Audit audit,
            Timing timing,
            Function<String, String> cid) {
        this.sinks = Map.copyOf(sinks);
        this.letters = Objects.requireNonNull(letters, "letters");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.cid = Objects.requireNonNull(cid, "cid");
    }

    /** The dead letters of a tenant, newest first, without their bytes. */
    public List<DeadLetter> letters(String tenant, Optional<String> after, int limit) {
        return letters.list(tenant, after, limit);
    }

    /** One of them, with its bytes. */
    public Optional<DeadLetter> letter(String tenant, String id) {
        return letters.find(tenant, id);
    }

    /** Sends a marked event that no feed contains. */
    public Replay test(String tenant, String sink, String by) throws InterruptedException {
        Sink target = sinks.get(sink);
        if (target == null) {
            return new Replay.Unknown("sink");
        }
        audit.add(tenant, Optional.empty(), "test-sink", by, "", "sink " + sink);
        String text =
                "{\"metadata\":{\"customerIDString\":\"%s\",\"offset\":0,\"eventType\":\"%s\",\"eventCreationTime\":%d,\"version\":\"1.0\"},\"event\":{\"Message\":\"A test of the sink, sent by hand. It stands in no feed.\"}}"
                        .formatted(cid.apply(tenant), TEST, timing.now().toEpochMilli());
        Event event =
                Event.of(
                        text.getBytes(StandardCharsets.UTF_8),
                        0,
                        TEST,
                        timing.now().toEpochMilli());
        var partition = new PartitionId(tenant, "test");
        return result(target.deliver(new Batch(partition, cid.apply(tenant), List.of(event))));
    }

    /**
     * Sends a dead letter once more, to the sink that refused it or, for a line that reached none,
     * to the one named.
     */
    public Replay replay(String tenant, String id, Optional<String> sink, String by)
            throws InterruptedException {
        Optional<DeadLetter> found = letters.find(tenant, id);
        if (found.isEmpty()) {
            return new Replay.Unknown("dead letter");
        }
        DeadLetter letter = found.get();
        if (letter.sink().isEmpty() && sink.isEmpty()) {
            return new Replay.SinkNeeded();
        }
        if (letter.sink().isPresent() && !sink.or(letter::sink).equals(letter.sink())) {
            return new Replay.NotDelivered(
                    "The sink %s refused this event; it can be replayed to no other."
                            .formatted(letter.sink().get()),
                    false);
        }
        Optional<Sink> target = letter.sink().or(() -> sink).map(sinks::get);
        if (target.isEmpty()) {
            return new Replay.Unknown("sink");
        }
        if (letter.bytes().length < letter.totalBytes()) {
            return new Replay.NotDelivered(
                    "Only the head of this line was kept; seek the partition back with a larger ropewalk.stream.max-event-bytes.",
                    false);
        }
        Event event = Event.of(letter.bytes(), letter.offset().orElse(-1), letter.eventType(), 0);
        Replay replay =
                result(
                        target.get()
                                .deliver(
                                        new Batch(
                                                letter.partition(),
                                                cid.apply(tenant),
                                                List.of(event))));
        String partition = letter.partition().partition();
        audit.add(
                tenant,
                Optional.of(partition),
                "replay",
                by,
                "",
                "dead letter " + id + " to " + target.get().name() + ": " + word(replay));
        if (replay instanceof Replay.Delivered) {
            letters.replayed(tenant, id);
        }
        return replay;
    }

    private static String word(Replay replay) {
        return switch (replay) {
            case Replay.Delivered _ -> "delivered";
            case Replay.NotDelivered it -> "not delivered, " + it.reason();
            case Replay.Unknown it -> "no such " + it.what();
            case Replay.SinkNeeded _ -> "no sink named";
        };
    }

    private static Replay result(SinkAnswer answer) {
        return switch (answer) {
            case SinkAnswer.Accepted _ -> new Replay.Delivered();
            case SinkAnswer.PartlyRefused it ->
                    new Replay.NotDelivered(it.refusals().getFirst().reason(), false);
            case SinkAnswer.Refused it -> new Replay.NotDelivered(it.reason(), false);
            case SinkAnswer.Unavailable it -> new Replay.NotDelivered(it.reason(), true);
            case SinkAnswer.Halted it -> new Replay.NotDelivered(it.reason(), true);
        };
    }
}
