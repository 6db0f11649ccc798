package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.receiver.Finder.Found;
import io.ropewalk.simulator.receiver.Finder.Verdict;
import io.ropewalk.simulator.receiver.Received.Delivery;
import io.ropewalk.simulator.receiver.Received.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Writes down what one receiver took. Requests are recorded one after the other, each as a whole.
 */
final class Recorder {
    private static final String VERTEX = "Vertex";

    private static final int NO_EVENT = -1;
    private static final int MAX_TYPES = 200;
    private static final int MAX_DETECTIONS = 10_000;
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_DELIVERIES = 1000;
    private static final int MAX_BATCHES = 100_000;

    private final String receiver;
    private final Finder finder;
    private final ReentrantLock lock = new ReentrantLock();
    private final EventHead head = new EventHead();
    private final Ledgers ledgers = new Ledgers();
    private final Tally types = new Tally(MAX_TYPES);
    private final Tally vertices = new Tally(MAX_DETECTIONS);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Newest newest = new Newest();
    private final List<Problem> problems = new ArrayList<>();
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private final Set<String> batches =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                            return size() > MAX_BATCHES;
                        }
                    });

    private long requests;
    private long bytes;
    private long events;
    private long corrupted;
    private long unknown;
    private long unverified;
    private long untracked;
    private long refused;
    private long repeatedBatches;

    Recorder(String receiver, Truth truth) {
        this.receiver = receiver;
        this.finder = new Finder(truth);
    }

    /**
     * The events of an answered request, without those that were refused.
     *
     * @param partition the partition the request named, or empty
     */
    void take(Slices slices, IntPredicate isRefused, String partition) {
        lock.lock();
        try {
            var first = 0;
            for (var i = 0; i < slices.count(); i++) {
                if (isRefused.test(i)) {
                    refused++;
                    newest.add(slices, first, i);
                    first = i + 1;
                } else {
                    take(slices.source(), slices.from(i), slices.to(i), partition);
                }
            }
            newest.add(slices, first, slices.count());
        } finally {
            lock.unlock();
        }
    }

    /** Events refused in a request of which nothing was taken. */
    void refuse(int count) {
        lock.lock();
        try {
            refused += count;
        } finally {
            lock.unlock();
        }
    }

    /** A request and how it was answered. */
    void answered(Delivery delivery) {
        lock.lock();
        try {
            requests++;
            statuses.merge(delivery.status(), 1L, Long::sum);
            if (deliveries.size() == MAX_DELIVERIES) {
                deliveries.removeFirst();
            }
            deliveries.addLast(delivery);
            if (delivery.events() > 0
                    && !delivery.batch().isEmpty()
                    && !batches.add(delivery.batch())) {
                repeatedBatches++;
            }
        } finally {
            lock.unlock();
        }
    }

    private void take(byte[] source, int from, int to, String partition) {
        bytes += to - from;
        head.read(source, from, to);
        if (head.offset() < 0 && head.eventType().equals(VERTEX)) {
            vertices.add(head.detection());
            return;
        }
        events++;
        types.add(head.eventType());
        if (head.cid().isEmpty() || head.offset() < 0) {
            problem(partition, NO_EVENT);
        } else {
            place(finder.find(head, partition, source, from, to));
        }
    }

    private void place(Found found) {
        var place = found.place();
        switch (found.verdict()) {
            case SAME, UNVERIFIED -> {
                unverified += found.verdict() == Verdict.UNVERIFIED ? 1 : 0;
                var ledger = ledgers.at(place);
                if (ledger.isEmpty() || !ledger.get().add(head.offset())) {
                    untracked++;
                }
            }
            case DIFFERENT -> {
                ledgers.at(place).ifPresent(Ledger::corrupted);
                problem(place.partition(), found.at());
            }
            case UNKNOWN -> problem(place.partition(), NO_EVENT);
        }
    }

    /** An event that was not sent so. */
    private void problem(String partition, int at) {
        var isCorrupted = at != NO_EVENT;
        corrupted += isCorrupted ? 1 : 0;
        unknown += isCorrupted ? 0 : 1;
        if (problems.size() < MAX_PROBLEMS) {
            var kind = isCorrupted ? "corrupted" : "unknown";
            problems.add(new Problem(kind, head.cid(), partition, head.offset(), at));
        }
    }

    /** Copies of the newest events, oldest first. */
    List<byte[]> newest(int count) {
        lock.lock();
        try {
            return newest.last(count);
        } finally {
            lock.unlock();
        }
    }

    Received snapshot() {
        lock.lock();
        try {
            return new Received(
                    receiver,
                    requests,
                    bytes,
                    events,
                    ledgers.sum(Ledger::unique),
                    ledgers.sum(Ledger::duplicates),
                    ledgers.sum(Ledger::outOfOrder),
                    corrupted,
                    unknown,
                    unverified,
                    untracked,
                    refused,
                    repeatedBatches,
                    types.snapshot(),
                    new TreeMap<>(statuses),
                    vertices.snapshot(),
                    ledgers.snapshot(),
                    List.copyOf(problems),
                    List.copyOf(deliveries));
        } finally {
            lock.unlock();
        }
    }
}
