package io.ropewalk.inventory.shape;

/** Turns one kind of record into a row. Pure. */
@FunctionalInterface
public interface Shape<R> {

    /** The row to write, or why there is none. */
    Shaped shape(R record);
}
