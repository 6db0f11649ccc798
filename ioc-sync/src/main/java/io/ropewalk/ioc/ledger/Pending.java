package io.ropewalk.ioc.ledger;

import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.value.IocValue;
import java.util.List;
import java.util.Objects;

/**
 * A value at one customer, and what is asked of it now.
 *
 * @param ticket of the last change; a later one must not be lost when this one is done. 0 where
 *     nothing is to be done
 * @param newestFirst what the indicators that stand ask for
 */
public record Pending(IocValue value, Entry entry, long ticket, List<Wish> newestFirst) {
    public Pending {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(entry, "entry");
        newestFirst = List.copyOf(newestFirst);
    }

    /** That of the value: all texts of all wishes would say no more. */
    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
