package io.ropewalk.alertops.desk;

import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Ids as they were asked for, and as Falcon wants them: an answer has an item for each that was
 * asked for, in that order, also where one is asked for twice.
 */
public final class AskedIds {
    private final List<String> asked;
    private final Map<String, Reading> readings;

    /** What an id that was asked for stands for. */
    public sealed interface Reading {

        /** An id as Falcon wants it. */
        record Good(String id) implements Reading {}

        /** One that is not sent. */
        record Bad(Item item) implements Reading {}
    }

    private AskedIds(List<String> asked, Map<String, Reading> readings) {
        this.asked = asked;
        this.readings = readings;
    }

    public static AskedIds read(List<String> asked, Function<String, Reading> reader) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        asked.forEach(id -> readings.computeIfAbsent(id, reader));
        return new AskedIds(List.copyOf(asked), readings);
    }

    /** Those to send, each once, in the order asked for. */
    public List<String> good() {
        return readings.values().stream()
                .filter(Reading.Good.class::isInstance)
                .map(it -> ((Reading.Good) it).id())
                .distinct()
                .toList();
    }

    /**
     * The answer.
     *
     * @param items for every good id
     */
    public Answer answer(Map<String, Item> items) {
        return Answer.of(asked.stream().map(id -> item(id, items)).toList());
    }

    private Item item(String id, Map<String, Item> items) {
        return switch (readings.get(id)) {
            case Reading.Bad bad -> bad.item();
            case Reading.Good good ->
                    Objects.requireNonNull(items.get(good.id()), "an item for each id").named(id);
        };
    }
}
