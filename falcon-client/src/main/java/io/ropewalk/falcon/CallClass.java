package io.ropewalk.falcon;

/**
 * How urgent a call is when a customer's shared quota runs low. A call waits while less than its
 * {@link #floor()} of the quota remains, so background work yields to a person by itself.
 */
public enum CallClass {
    /** A person waits for the answer. */
    INTERACTIVE(0.02),
    /** The event feed must not stall. */
    STREAM(0.10),
    /** Everything that may take its time. */
    BACKGROUND(0.40);

    private final double floor;

    CallClass(double floor) {
        this.floor = floor;
    }

    /** Default share of the quota, 0..1, that must remain for a call of this class to start. */
    public double floor() {
        return floor;
    }
}
