package io.ropewalk.stream.app;

import io.ropewalk.stream.feed.Feed;
import io.ropewalk.stream.feed.file.FileAdapter;

/** Wiring may know everything of its service. */
public interface Wiring {
    Feed.Sound feed();

    FileAdapter adapter();
}
