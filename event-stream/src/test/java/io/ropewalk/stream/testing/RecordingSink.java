package io.ropewalk.stream.testing;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Records what it is given and answers as told; takes everything when told nothing. */
public final class RecordingSink implements Sink {

    /** What it makes of a batch. */
    @FunctionalInterface
    public interface Reaction {
        SinkAnswer to(Batch batch) throws InterruptedException;
    }

    public static final Reaction ACCEPT = _ -> new SinkAnswer.Accepted();
    public static final Reaction DOWN = _ -> SinkAnswer.Unavailable.because("The sink is down.");

    private final String name;
    private final Deque<Reaction> script = new ArrayDeque<>();
    private final List<Batch> attempts = new ArrayList<>();
    private final List<Event> taken = new ArrayList<>();
    private Reaction always = ACCEPT;

    public RecordingSink(String name) {
        this.name = name;
    }

    public RecordingSink() {
        this("sink");
    }

    /** The next answers, before what it always does. */
    public synchronized RecordingSink next(Reaction... reactions) {
        script.addAll(List.of(reactions));
        return this;
    }

    /** What it does when nothing else was asked for. */
    public synchronized RecordingSink always(Reaction reaction) {
        always = reaction;
        return this;
    }

    /** Refuses batches that hold one of these, as a whole. */
    public static Reaction refusing(Set<Long> offsets) {
        return batch ->
                batch.events().stream().anyMatch(event -> offsets.contains(event.offset()))
                        ? new SinkAnswer.Refused("It holds what the sink does not take.")
                        : new SinkAnswer.Accepted();
    }

    /** Takes all but these. */
    public static Reaction allBut(Set<Long> offsets) {
        return batch -> {
            List<SinkAnswer.Refusal> refusals =
                    IntStream.range(0, batch.size())
                            .filter(i -> offsets.contains(batch.events().get(i).offset()))
                            .mapToObj(i -> new SinkAnswer.Refusal(i, "The sink does not take it."))
                            .toList();
            return refusals.isEmpty()
                    ? new SinkAnswer.Accepted()
                    : new SinkAnswer.PartlyRefused(refusals);
        };
    }

    /** Waits for the latch, then takes it. */
    public static Reaction stuckUntil(CountDownLatch latch) {
        return _ -> {
            latch.await();
            return new SinkAnswer.Accepted();
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        Reaction reaction;
        synchronized (this) {
            attempts.add(batch);
            reaction = script.isEmpty() ? always : script.removeFirst();
        }
        SinkAnswer answer = reaction.to(batch);
        synchronized (this) {
            switch (answer) {
                case SinkAnswer.Accepted _ -> taken.addAll(batch.events());
                case SinkAnswer.PartlyRefused partly -> {
                    Set<Integer> refused =
                            Set.copyOf(
                                    partly.refusals().stream()
                                            .map(SinkAnswer.Refusal::index)
                                            .toList());
                    IntStream.range(0, batch.size())
                            .filter(i -> !refused.contains(i))
                            .forEach(i -> taken.add(batch.events().get(i)));
                }
                case SinkAnswer.Refused _, SinkAnswer.Unavailable _, SinkAnswer.Halted _ -> {}
            }
        }
        return answer;
    }

    /** Every batch it was ever given, taken or not. */
    public synchronized List<Batch> attempts() {
        return List.copyOf(attempts);
    }

    /** Every event it took, in order, as often as it came. */
    public synchronized List<Event> taken() {
        return List.copyOf(taken);
    }

    public synchronized List<Long> offsets() {
        return Events.offsets(taken);
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
