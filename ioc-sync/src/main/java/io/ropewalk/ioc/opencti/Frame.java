package io.ropewalk.ioc.opencti;

import java.util.Objects;

/**
 * One frame of the stream.
 *
 * @param id empty where it has none
 * @param data without its line ends; empty where {@code cut}
 * @param cut it was longer than may be kept, and its data was dropped
 */
public record Frame(String id, String event, String data, boolean cut) {
    public Frame {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(data, "data");
    }

    boolean isHeartbeat() {
        return event.equals("heartbeat");
    }

    boolean isConnected() {
        return event.equals("connected");
    }
}
