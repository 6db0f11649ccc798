package io.ropewalk.falcon;

import java.util.List;
import java.util.Objects;

/** Lists as the vendor sends them: perhaps not at all, perhaps with nulls. */
public final class Lists {

    private Lists() {}

    /** What the list holds besides nulls; empty when there is none. */
    public static <T> List<T> filled(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
