package io.ropewalk.simulator.receiver;

import java.util.Map;

/**
 * What the asset connector has taken so far.
 *
 * @param requests all of them, refused ones too
 * @param accepted assets taken, repeated ones too
 * @param refused assets in requests that were refused for what they hold
 * @param devices how often each device came, by its uid
 * @param users how often each user came, by its uid
 * @param newest the newest record of each asset, by {@code <class_uid>/<uid>}; at most ten thousand
 * @param statuses how many requests were answered how; 0 for a connection that was reset
 */
public record AssetsReceived(
        long requests,
        long accepted,
        long refused,
        Map<String, Integer> devices,
        Map<String, Integer> users,
        Map<String, String> newest,
        Map<Integer, Long> statuses) {}
