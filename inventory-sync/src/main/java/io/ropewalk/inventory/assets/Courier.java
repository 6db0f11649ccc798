package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.DeliverySettings.Retry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings batches to one sink: waits for a sink that is away, halves a batch that is refused down to
 * the asset that is at fault, and has written down what was accepted before it goes on. One thread.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final AssetSink sink;
    private final Consumer<List<Change>> rows;
    private final Tally tally;
    private final DeliveryControl control;
    private final Clock clock;
    private final DeliverySettings settings;
    private int refusedInARow;

    /** Where batches of one kind go, and what they belong to. */
    record Address(String tenant, AssetKind kind, AssetSink sink) {}

    private final Address address;

    Courier(
            Address address,
            Consumer<List<Change>> rows,
            Tally tally,
            DeliveryControl control,
            Clock clock,
            DeliverySettings settings) {
        this.address = address;
        this.sink = address.sink();
        this.rows = rows;
        this.tally = tally;
        this.control = control;
        this.clock = clock;
        this.settings = settings;
    }

    /** Delivers a batch; returns when every asset of it was accepted or refused for good. */
    void deliver(List<Parcel> batch) throws Ended, InterruptedException {
        switch (answer(batch)) {
            case SinkAnswer.Accepted _ -> accepted(batch);
            case SinkAnswer.Refused(var reason) -> {
                if (batch.size() == 1) {
                    refused(batch.getFirst(), reason);
                } else {
                    int middle = batch.size() / 2;
                    deliver(batch.subList(0, middle));
                    deliver(batch.subList(middle, batch.size()));
                }
            }
            case SinkAnswer.Unavailable(var category, var reason, _) ->
                    throw Ended.because(
                            category,
                            reason + " What was not accepted comes with the next delivery.");
            case SinkAnswer.Halted(var category, var reason) ->
                    throw Ended.because(category, reason);
        }
    }

    private void accepted(List<Parcel> batch) {
        rows.accept(batch.stream().map(Parcel::whenAccepted).toList());
        batch.forEach(parcel -> tally.add(parcel.outcome(), 1));
        refusedInARow = 0;
    }

    private void refused(Parcel parcel, String reason) throws Ended {
        rows.accept(parcel.whenRefused().stream().toList());
        tally.refused(parcel.event().uid(), reason);
        try (var _ = MDC.putCloseable("asset", parcel.event().uid());
                var _ = MDC.putCloseable("reason", reason)) {
            LOG.warn("a sink refused an asset; the others go on");
        }
        if (++refusedInARow >= settings.refusalsBeforeStop()) {
            throw Ended.because(
                    FailureCategory.BAD_REQUEST,
                    "The sink refused %d assets in a row, so it seems to take none: %s"
                            .formatted(refusedInARow, reason));
        }
    }

    /** The sink's word; that it is unavailable only when it was waited for long enough. */
    private SinkAnswer answer(List<Parcel> batch) throws Ended, InterruptedException {
        var events =
                new AssetBatch(
                        address.tenant(),
                        address.kind(),
                        batch.stream().map(Parcel::event).toList());
        Retry retry = settings.retry();
        Instant until = clock.instant().plus(retry.inAll());
        Duration next = retry.first();
        while (true) {
            if (control.stopRequested()) {
                throw Ended.byStop();
            }
            SinkAnswer answer = sink.deliver(events);
            if (!(answer instanceof SinkAnswer.Unavailable away)) {
                return answer;
            }
            Duration wait = away.retryAfter().filter(asked -> asked.isPositive()).orElse(next);
            if (clock.instant().plus(wait).isAfter(until)) {
                return answer;
            }
            try (var _ = MDC.putCloseable("category", away.category().word())) {
                LOG.info("a sink of assets is not available; it is tried again");
            }
            control.pause(wait);
            next = longer(next, retry.longest());
        }
    }

    private static Duration longer(Duration wait, Duration longest) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
