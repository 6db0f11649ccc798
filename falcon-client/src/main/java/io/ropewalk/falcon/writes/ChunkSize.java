package io.ropewalk.falcon.writes;

/**
 * How many ids a request takes, over several writes: what the vendor found too large (413) is not
 * tried again. One thread.
 */
public final class ChunkSize {
    private int most;

    /** So many until the vendor says otherwise. */
    public ChunkSize(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A chunk holds at least one id.");
        }
        this.most = most;
    }

    public int most() {
        return most;
    }

    /** So many were too large. */
    void tooLarge(int ids) {
        most = Math.clamp(ids / 2, 1, most);
    }
}
