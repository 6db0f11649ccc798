package io.ropewalk.stream.feed.http;

/** An adapter that breaks no rule. */
public interface HttpAdapter {
    String name();
}
