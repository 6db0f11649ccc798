package io.ropewalk.alertops.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Orders an answer can have, as words. */
final class Sorts {
    private Sorts() {}

    static Parameter parameter(Enum<?>[] orders) {
        List<String> words = Arrays.stream(orders).map(Sorts::word).toList();
        return Parameter.word(
                "sort", words, "In which order; " + words.getFirst() + " unless said.");
    }

    static <E extends Enum<E>> E read(Arguments in, Parameter parameter, E[] orders) {
        return in.one(parameter)
                .flatMap(word ->
                        Arrays.stream(orders).filter(it -> word(it).equals(word)).findFirst())
                .orElse(orders[0]);
    }

    private static String word(Enum<?> order) {
        return order.name().toLowerCase(Locale.ROOT);
    }
}
