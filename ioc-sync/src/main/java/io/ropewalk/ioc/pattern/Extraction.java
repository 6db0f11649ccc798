package io.ropewalk.ioc.pattern;

import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a pattern came to. */
public sealed interface Extraction {

    /**
     * Each value alone makes the pattern true.
     *
     * @param values at least one
     * @param dropped alternatives that are no IOC; the values stand without them
     */
    record Values(SortedSet<IocValue> values, List<Dropped> dropped) implements Extraction {
        public Values {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * No IOC.
     *
     * @param detail a few words for a person, with the place in the pattern
     */
    record Refused(Refusal why, String detail) implements Extraction {
        public Refused {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** One alternative that is no IOC, and what it was. */
    record Dropped(Refusal why, String what) {
        public Dropped {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(what, "what");
        }
    }
}
