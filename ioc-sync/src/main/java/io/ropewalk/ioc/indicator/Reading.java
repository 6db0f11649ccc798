package io.ropewalk.ioc.indicator;

import io.ropewalk.ioc.pattern.Extraction;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an indicator came to. */
public sealed interface Reading {

    /**
     * Values, each with how it is to stand.
     *
     * @param dropped parts of its pattern that are no IOC
     */
    record Wanted(SortedMap<IocValue, Wish> wishes, List<Extraction.Dropped> dropped)
            implements Reading {
        public Wanted {
            wishes = Collections.unmodifiableSortedMap(new TreeMap<>(wishes));
            dropped = List.copyOf(dropped);
        }
    }

    /** Nothing. */
    record Unwanted(Refusal why, String detail) implements Reading {
        public Unwanted {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(detail, "detail");
        }
    }
}
