package io.ropewalk.stream.feed;

/**
 * Application ids. The configured one opens the feeds. Two more are derived from it, always the
 * same, so that two replicas still exclude each other: one that only asks which partitions there
 * are and never opens any, so that it is never busy; and one for each partition, for clouds where
 * one open feed makes the whole id busy.
 */
final class AppIds {
    private static final int MAX_LENGTH = 32;

    private AppIds() {}

    static String forListing(String appId) {
        return derived(appId, "list");
    }

    static String ofPartition(String appId, String partition) {
        return derived(appId, "p" + partition);
    }

    private static String derived(String appId, String suffix) {
        String end = suffix.substring(0, Math.min(suffix.length(), MAX_LENGTH - 1));
        int kept = Math.min(appId.length(), MAX_LENGTH - end.length());
        return appId.substring(0, kept) + end;
    }
}
