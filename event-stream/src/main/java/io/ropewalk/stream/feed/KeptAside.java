package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.line.BrokenLine;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broken lines become dead letters. Reading waits rather than go on without having kept one. */
public final class KeptAside implements BrokenLines {
    private static final Logger LOG = LoggerFactory.getLogger(KeptAside.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final DeadLetters letters;
    private final Timing timing;

    public KeptAside(DeadLetters letters, Timing timing) {
        this.letters = Objects.requireNonNull(letters, "letters");
        this.timing = Objects.requireNonNull(timing, "timing");
    }

    @Override
    public void keep(PartitionId partition, OptionalLong after, BrokenLine line)
            throws InterruptedException {
        DeadLetter letter =
                new DeadLetter(
                        UUID.randomUUID().toString(),
                        partition,
                        Optional.empty(),
                        after,
                        line.offset(),
                        "",
                        line.reason(),
                        line.head(),
                        line.totalBytes(),
                        timing.now(),
                        DeadLetter.State.WAITING);
        Backoff backoff = timing.backoff(FIRST, LONGEST);
        while (true) {
            try {
                letters.keep(letter);
                return;
            } catch (StateFailure failure) {
                if (backoff.failures() == 0) {
                    LOG.warn("a broken line cannot be kept; reading waits", failure);
                }
                Thread.sleep(backoff.next());
            }
        }
    }
}
