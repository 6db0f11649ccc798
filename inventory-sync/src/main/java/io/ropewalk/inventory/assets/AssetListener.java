package io.ropewalk.inventory.assets;

/** Hears of deliveries. */
@FunctionalInterface
public interface AssetListener {

    /** A delivery ended, or was interrupted. */
    void ended(Delivery delivery);
}
