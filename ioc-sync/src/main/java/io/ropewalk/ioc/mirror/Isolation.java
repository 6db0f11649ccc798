package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.iocs.ItemOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the item to which Falcon answers 5xx, so that it does not hold up the others. An outage
 * looks the same at first: nothing is called bad unless Falcon takes other items at that very time,
 * and while it takes none one further item a round is all that is asked. One for each kind of
 * write, for the life of a writer; one thread.
 */
final class Isolation {
    /** Rounds that end in 5xx before it looks closer. */
    static final int PATIENCE = 3;

    /** How often a bad item must fail alone, each time between two that do not. */
    static final int CONFIRMED = 3;

    /** Failures in a row that mean an outage: more than halving a full batch takes. */
    private static final int GIVE_UP = 20;

    private int inVain;
    private int turn;

    /** One request. */
    interface Call<T> {
        List<ItemOutcome<String>> send(List<T> items);
    }

    /** Writes an item once more that was written: whether Falcon takes writes still. */
    interface Control<T> {
        List<ItemOutcome<String>> again(T item, ItemOutcome<String> outcome);
    }

    /** Sends items, and those that fail together apart once they have done so often enough. */
    <T> List<ItemOutcome<String>> send(List<T> items, Call<T> call, Control<T> control) {
        List<ItemOutcome<String>> outcomes = new ArrayList<>(call.send(items));
        List<Integer> down = down(outcomes);
        inVain = down.isEmpty() ? 0 : inVain + 1;
        if (inVain >= PATIENCE && down.size() > 1) {
            new Search<>(items, outcomes, call, control).run(down);
        }
        return List.copyOf(outcomes);
    }

    private static List<Integer> down(List<ItemOutcome<String>> outcomes) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (why(outcomes.get(i)).isPresent()) {
                found.add(i);
            }
        }
        return found;
    }

    private static Optional<FalconFailure> why(ItemOutcome<String> outcome) {
        Optional<FalconFailure> failure =
                switch (outcome) {
                    case ItemOutcome.Undone<String> it -> Optional.of(it.why());
                    case ItemOutcome.Unknown<String> it -> Optional.of(it.why());
                    case ItemOutcome.Done<String> _, ItemOutcome.Refused<String> _ ->
                            Optional.empty();
                };
        return failure.filter(it -> it.category() == FailureCategory.VENDOR_DOWN);
    }

    /** One search through the items of a request. */
    private final class Search<T> {
        private final List<T> items;
        private final List<ItemOutcome<String>> outcomes;
        private final Call<T> call;
        private final Control<T> control;

        Search(
                List<T> items,
                List<ItemOutcome<String>> outcomes,
                Call<T> call,
                Control<T> control) {
            this.items = items;
            this.outcomes = outcomes;
            this.call = call;
            this.control = control;
        }

        void run(List<Integer> down) {
            // Another one each time: the first may be the bad one.
            int probe = down.get(turn++ % down.size());
            List<Integer> rest = down.stream().filter(it -> it != probe).toList();
            if (!send(List.of(probe)).isEmpty()) {
                return;
            }
            for (int suspect : halved(rest)) {
                if (!judged(suspect, probe)) {
                    return;
                }
            }
            inVain = 0;
        }

        /** Those that fail alone; none where it turns out to be an outage. */
        private List<Integer> halved(List<Integer> rest) {
            List<Integer> alone = new ArrayList<>();
            Deque<List<Integer>> parts = new ArrayDeque<>(List.of(rest));
            int failures = 0;
            while (!parts.isEmpty()) {
                List<Integer> part = parts.pop();
                List<Integer> down = send(part);
                failures = down.isEmpty() ? 0 : failures + 1;
                if (failures > GIVE_UP) {
                    return List.of();
                }
                if (part.size() == 1) {
                    alone.addAll(down);
                } else if (!down.isEmpty()) {
                    parts.push(down.subList(down.size() / 2, down.size()));
                    if (down.size() > 1) {
                        parts.push(down.subList(0, down.size() / 2));
                    }
                }
            }
            return alone;
        }

        /** False where Falcon takes nothing any more: then nobody is to blame. */
        private boolean judged(int suspect, int probe) {
            ItemOutcome<String> known = outcomes.get(probe);
            for (int i = 0; i < CONFIRMED; i++) {
                if (send(List.of(suspect)).isEmpty()) {
                    return true;
                }
                if (!down(control.again(items.get(probe), known)).isEmpty()) {
                    return false;
                }
            }
            outcomes.set(
                    suspect,
                    new ItemOutcome.Refused<>(
                            FalconFailure.of(
                                    FailureCategory.VENDOR_DOWN,
                                    "Falcon fails whenever this value is written, and takes"
                                            + " others. "
                                            + why(outcomes.get(suspect)).orElseThrow().message()),
                            Optional.empty(),
                            false,
                            ""));
            return true;
        }

        /** Which of them are still not done. */
        private List<Integer> send(List<Integer> at) {
            List<ItemOutcome<String>> answered = call.send(at.stream().map(items::get).toList());
            for (int i = 0; i < at.size(); i++) {
                outcomes.set(at.get(i), answered.get(i));
            }
            return at.stream().filter(i -> why(outcomes.get(i)).isPresent()).toList();
        }
    }
}
