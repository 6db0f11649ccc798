package io.ropewalk.stream.testing;

import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.state.DeadLetters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Dead letters of a {@link MemoryState}. */
final class MemoryDeadLetters implements DeadLetters {
    private final MemoryState state;
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    MemoryDeadLetters(MemoryState state) {
        this.state = state;
    }

    @Override
    public void keep(DeadLetter letter) {
        state.use(() ->
                deadLetters.stream().anyMatch(it -> same(it, letter)) || deadLetters.add(letter));
    }

    @Override
    public void keepAll(List<DeadLetter> letters) {
        letters.forEach(this::keep);
    }

    private static boolean same(DeadLetter one, DeadLetter other) {
        return one.partition().equals(other.partition())
                && one.sink().equals(other.sink())
                && one.after().equals(other.after())
                && one.offset().equals(other.offset())
                && Arrays.equals(one.bytes(), other.bytes());
    }

    @Override
    public List<DeadLetter> list(String tenant, Optional<String> after, int limit) {
        return state.use(() -> {
            List<DeadLetter> all =
                    deadLetters.stream()
                            .filter(it -> it.partition().tenant().equals(tenant))
                            .sorted(
                                    Comparator.comparing(DeadLetter::createdAt)
                                            .thenComparing(DeadLetter::id)
                                            .reversed())
                            .toList();
            List<String> ids = all.stream().map(DeadLetter::id).toList();
            int from =
                    after.map(id -> ids.contains(id) ? ids.indexOf(id) + 1 : ids.size()).orElse(0);
            return all.stream()
                    .skip(from)
                    .limit(limit)
                    .map(it -> with(it, new byte[0], it.state()))
                    .toList();
        });
    }

    @Override
    public Optional<DeadLetter> find(String tenant, String id) {
        return state.use(() ->
                deadLetters.stream()
                        .filter(it -> it.partition().tenant().equals(tenant))
                        .filter(it -> it.id().equals(id))
                        .findFirst());
    }

    @Override
    public void replayed(String tenant, String id) {
        state.use(() -> {
            deadLetters.replaceAll(it ->
                    it.id().equals(id) && it.partition().tenant().equals(tenant)
                            ? with(it, it.bytes(), DeadLetter.State.REPLAYED)
                            : it);
            return null;
        });
    }

    @Override
    public long waiting(String tenant) {
        return state.use(() ->
                deadLetters.stream()
                        .filter(it -> it.partition().tenant().equals(tenant))
                        .filter(it -> it.state() == DeadLetter.State.WAITING)
                        .count());
    }

    private static DeadLetter with(DeadLetter it, byte[] bytes, DeadLetter.State state) {
        return new DeadLetter(
                it.id(),
                it.partition(),
                it.sink(),
                it.after(),
                it.offset(),
                it.eventType(),
                it.reason(),
                bytes,
                it.totalBytes(),
                it.createdAt(),
                state);
    }
}
