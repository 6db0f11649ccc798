package io.ropewalk.stream.delivery.sekoia;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.Poster;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Posts batches to {@code /batch} of a Sekoia.io intake: {@code {"intake_key":..,"jsons":[..]}},
 * each event a JSON string with the vendor's bytes.
 *
 * <p>A batch may need several requests. What the intake has said of each event is remembered until
 * the batch is done, so that a retry of the same batch in this process sends only the others.
 */
public final class SekoiaSink implements Sink {
    private final SekoiaSettings settings;
    private final Clock clock;
    private final Poster poster;
    // It has taken events with this key: that is ready, and a 422 is about the events.
    private final AtomicBoolean keyWorks = new AtomicBoolean();
    // One of each partition at most.
    private final ConcurrentMap<PartitionId, Ledger> unfinished = new ConcurrentHashMap<>();

    /**
     * @param posters makes the connection to an address
     * @param clock wall clock, for dates in answers
     * @throws IllegalArgumentException when the settings cannot be used
     */
    public SekoiaSink(SekoiaSettings settings, Function<HttpTarget, Poster> posters, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.poster = posters.apply(settings.target());
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        var ledger = ledger(batch);
        var intake = new Intake(settings, poster, clock, keyWorks);
        var stopped = new Delivery(batch, ledger, intake).run();
        if (stopped.isPresent()) {
            return stopped.get();
        }
        unfinished.remove(batch.partition());
        return ledger.answer();
    }

    private Ledger ledger(Batch batch) {
        return unfinished.compute(
                batch.partition(),
                (_, known) -> known != null && known.isOf(batch) ? known : new Ledger(batch));
    }

    @Override
    public void close() {
        poster.close();
    }
}
