package io.ropewalk.ioc.indicator;

import java.util.List;
import java.util.Optional;

/** Reads STIX. */
public interface StixReader {

    /**
     * An event's data.
     *
     * @throws Unreadable with what is wrong
     */
    Payload event(String data);

    /** Whether the data came ahead of another object; false also where it cannot be read. */
    boolean isDependency(String data);

    /**
     * The indicators of a bundle, in its order; other objects are left out.
     *
     * @throws Unreadable where it is no bundle
     */
    List<Item> bundle(String text);

    /**
     * One of a bundle.
     *
     * @param id empty where it has none
     * @param indicator empty where it cannot be read
     * @param problem what is wrong then
     */
    record Item(String id, Optional<Indicator> indicator, String problem) {}
}
