package io.ropewalk.kit.start;

import io.quarkus.runtime.ImageMode;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Gives back what a job needed once the service has nothing to do. The serial collector cleans and
 * shrinks the old part of the heap only when that is full, which after a job may be days later; G1
 * has an option for it (JEP 346), and takes more memory than it would give back here.
 */
final class IdleHeap {
    private static final int LOOK_SECONDS = 3;

    private final LongSupplier collections;
    private final Runnable collect;
    private long seen;
    private boolean used = true;

    /**
     * Not started.
     *
     * @param collections how many there have been
     * @param collect the whole heap
     */
    IdleHeap(LongSupplier collections, Runnable collect) {
        this.collections = collections;
        this.collect = collect;
    }

    /** Starts looking, every few seconds until the process ends. */
    static void watch() {
        if (ImageMode.current().isNativeImage()) {
            return;
        }
        var idle = new IdleHeap(IdleHeap::count, System::gc);
        var _ =
                Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().name("idle-heap").factory())
                        .scheduleWithFixedDelay(
                                idle::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Collects when there were collections before the last look and none since. */
    void look() {
        long now = collections.getAsLong();
        if (now != seen) {
            seen = now;
            used = true;
        } else if (used) {
            collect.run();
            seen = collections.getAsLong();
            used = false;
        }
    }

    private static long count() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
