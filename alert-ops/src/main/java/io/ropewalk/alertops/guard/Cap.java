package io.ropewalk.alertops.guard;

import java.time.Duration;

/** What is counted: how much of it one request may do, and all requests together in a while. */
public enum Cap {
    /** Hosts cut off from the network. */
    CONTAIN("contain", Duration.ofHours(1)),
    /** Hosts let back: it can free an attacker. */
    LIFT("lift", Duration.ofHours(1)),
    /** Hosts hidden, which ends their detections. */
    HIDE("hide", Duration.ofHours(1)),
    /** Alerts changed. */
    ALERTS("alerts", Duration.ofHours(1)),
    /** Policies changed, made or deleted. */
    POLICIES("policies", Duration.ofDays(1));

    private final String word;
    private final Duration window;

    Cap(String word, Duration window) {
        this.word = word;
        this.window = window;
    }

    /** First part of its keys. */
    public String word() {
        return word;
    }

    /** The time over which uses add up; it slides. */
    public Duration window() {
        return window;
    }

    /** Name of the rule for one request. */
    public String requestRule() {
        return word + "-max-per-request";
    }

    /** Name of the rule for all requests in its window. */
    public String windowRule() {
        return word + (window.equals(Duration.ofDays(1)) ? "-max-per-day" : "-max-per-hour");
    }
}
