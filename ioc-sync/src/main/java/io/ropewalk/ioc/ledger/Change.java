package io.ropewalk.ioc.ledger;

import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** One event, read. */
public sealed interface Change {

    /** The STIX id. */
    String indicator();

    /** Which version of the indicator it is about. */
    Instant version();

    /**
     * The indicator is there.
     *
     * @param wishes none where it asks for no IOC
     */
    record Stands(String indicator, Instant version, SortedMap<IocValue, Wish> wishes)
            implements Change {
        public Stands {
            Objects.requireNonNull(indicator, "indicator");
            Objects.requireNonNull(version, "version");
            wishes = Collections.unmodifiableSortedMap(new TreeMap<>(wishes));
        }
    }

    /**
     * The indicator is not.
     *
     * @param deleted for good; otherwise it left the stream's filter and may come back with the
     *     same version
     */
    record Gone(String indicator, Instant version, boolean deleted) implements Change {
        public Gone {
            Objects.requireNonNull(indicator, "indicator");
            Objects.requireNonNull(version, "version");
        }
    }
}
