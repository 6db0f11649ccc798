package io.ropewalk.ioc.pattern;

import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a pattern came to. */
public sealed interface Extraction {

    /**
     * The same without names below which strangers register theirs, such as {@code co.uk}.
     *
     * @param shared whether a domain is such a name
     */
    default Extraction without(Predicate<String> shared) {
        return switch (this) {
            case Refused it -> it;
            case Values(var values, var dropped) -> {
                var kept = new TreeSet<>(values);
                List<Dropped> all = new ArrayList<>(dropped);
                for (IocValue value : values) {
                    if (value.type() == IocType.DOMAIN && shared.test(value.value())) {
                        kept.remove(value);
                        all.add(new Dropped(Refusal.COMMON_VALUE, value.value()));
                    }
                }
                yield kept.isEmpty()
                        ? new Refused(Refusal.COMMON_VALUE, all.getLast().what())
                        : new Values(kept, all);
            }
        };
    }

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
