package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.FoundMany.Failure;
import io.ropewalk.alertops.query.Walk.Stretch;
import io.ropewalk.falcon.FalconCallFailed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** One answer of several customers. Asks some at a time, until there are enough items. */
final class Round {
    /** So many at once, and so many places a bookmark holds at most. */
    static final int AT_ONCE = 20;

    private final Asking asking;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, Place> open = new TreeMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, List<Map<String, Object>>> items = new TreeMap<>();
    private final Map<String, Long> totals = new TreeMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, String> traces = new LinkedHashMap<>();
    private String last;

    /** Asks one customer. */
    @FunctionalInterface
    interface Asking {
        /**
         * Its next items.
         *
         * @throws FalconCallFailed when there is no whole answer
         */
        Stretch ask(String tenant, Place place, int limit);
    }

    /**
     * @param names of all customers, in order
     * @param mark where an answer before ended
     */
    Round(List<String> names, Optional<Bookmark> mark, Asking asking) {
        this.asking = asking;
        this.last = mark.map(Bookmark::last).orElse("");
        mark.ifPresent(it -> open.putAll(it.open()));
        names.stream().filter(it -> it.compareTo(last) > 0).forEach(waiting::add);
    }

    /**
     * Fills an answer.
     *
     * @throws FalconCallFailed when all customers that were asked failed
     */
    Round run(int limit) {
        int left = limit;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (left > 0 && !(open.isEmpty() && waiting.isEmpty())) {
                begin();
                left -= ask(threads, left);
            }
        }
        if (!failures.isEmpty() && failures.size() == asked.size()) {
            Failure first = failures.getFirst();
            throw new FalconCallFailed(first.why(), first.traceId());
        }
        return this;
    }

    private void begin() {
        while (open.size() < AT_ONCE && !waiting.isEmpty()) {
            last = waiting.poll();
            open.put(last, Place.START);
        }
    }

    /** How many items came. */
    private int ask(ExecutorService threads, int left) {
        List<String> now = open.keySet().stream().limit(left).toList();
        int share = Math.max(1, left / now.size());
        Map<String, Future<Stretch>> answers = new LinkedHashMap<>();
        for (String tenant : now) {
            Place place = open.remove(tenant);
            asked.add(tenant);
            answers.put(tenant, threads.submit(() -> asking.ask(tenant, place, share)));
        }
        int came = 0;
        for (Map.Entry<String, Future<Stretch>> answer : answers.entrySet()) {
            came += take(answer.getKey(), answer.getValue());
        }
        return came;
    }

    private int take(String tenant, Future<Stretch> answer) {
        try {
            Stretch stretch = answer.get();
            items.computeIfAbsent(tenant, _ -> new ArrayList<>()).addAll(stretch.items());
            stretch.next().ifPresent(it -> open.put(tenant, it));
            stretch.total().ifPresent(it -> totals.put(tenant, it));
            stretch.warnings().forEach(it -> warnings.add(tenant + ": " + it));
            traces.put(tenant, Questions.lastOf(stretch.traces()));
            return stretch.items().size();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FalconCallFailed call) {
                failures.add(new Failure(tenant, call.why(), call.traceId()));
                return 0;
            }
            if (failed.getCause() instanceof RuntimeException other) {
                throw other;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /**
     * The answer.
     *
     * @param text the text of a bookmark
     */
    FoundMany found(String filter, Function<Bookmark, String> text, Instant at) {
        boolean more = !open.isEmpty() || !waiting.isEmpty();
        List<String> answered = asked.stream().sorted().toList();
        return new FoundMany(
                answered,
                items.values().stream().flatMap(List::stream).toList(),
                more ? Optional.of(text.apply(new Bookmark(at, open, last))) : Optional.empty(),
                waiting.isEmpty() && totals.keySet().containsAll(answered)
                        ? OptionalLong.of(totals.values().stream().mapToLong(it -> it).sum())
                        : OptionalLong.empty(),
                filter,
                List.copyOf(warnings),
                failures,
                traces.values().stream().filter(it -> !it.isEmpty()).findFirst().orElse(""));
    }
}
