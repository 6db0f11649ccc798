package io.ropewalk.stream.delivery;

import io.ropewalk.stream.feed.Feed;

/** A second feature: one type that breaks no rule, one that closes a cycle with the first. */
public final class Delivery {
    private Delivery() {}

    public interface Sound {
        String name();
    }

    public interface UsesFeed {
        Feed.Sound feed();
    }
}
