package io.ropewalk.stream.feed.file;

import io.ropewalk.kit.planted.Kit;
import io.ropewalk.stream.app.Wiring;
import io.ropewalk.stream.config.Config;
import io.ropewalk.stream.feed.Feed;
import io.ropewalk.stream.feed.http.HttpAdapter;

/** An adapter that breaks no rule, and two that do. */
public interface FileAdapter {
    Feed.Sound logic();

    Config config();

    Kit kit();

    jakarta.planted.Framework framework();

    interface UsesOtherAdapter {
        HttpAdapter other();
    }

    interface UsesWiring {
        Wiring wiring();
    }
}
