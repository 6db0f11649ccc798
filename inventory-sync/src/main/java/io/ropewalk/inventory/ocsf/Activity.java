package io.ropewalk.inventory.ocsf;

/** What an event says about an asset. */
public enum Activity {
    /** It is there: new, or changed. OCSF's own activity for a collected inventory. */
    COLLECT(2, "Collect"),
    /**
     * Falcon lists it no more. OCSF's discovery classes have no activity for that, so it is Other
     * (99) under a name of ours, beside the status Other (99) of the same name.
     */
    REMOVED(99, "Removed");

    private final long id;
    private final String caption;

    Activity(long id, String caption) {
        this.id = id;
        this.caption = caption;
    }

    long id() {
        return id;
    }

    String caption() {
        return caption;
    }
}
