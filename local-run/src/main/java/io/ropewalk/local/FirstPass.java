package io.ropewalk.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Loads the hosts while events are delivered, and shows both. */
final class FirstPass {
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final InventoryApi inventory;
    private final Delivery delivery;
    private final Runnable check;
    private final Console console;
    private final Pause pause;

    /**
     * @param check stops the run when a part has ended by itself
     */
    FirstPass(
            InventoryApi inventory,
            Delivery delivery,
            Runnable check,
            Console console,
            Pause pause) {
        this.inventory = inventory;
        this.delivery = delivery;
        this.check = check;
        this.console = console;
        this.pause = pause;
    }

    /**
     * Returns the run that loaded the hosts, when events need no more waiting for either.
     *
     * @throws Stop if the one or the other fails
     */
    Sync run() throws InterruptedException {
        Sync sync = inventory.start();
        delivery.look();
        boolean told = false;
        while (true) {
            if (!sync.underWay() && !told) {
                tell(sync);
                told = true;
            }
            if (told && !delivery.underWay()) {
                if (delivery.delivered() > 0) {
                    console.finish(delivery.progress());
                }
                return sync;
            }
            console.show(steps(sync));
            pause.of(GLANCE);
            check.run();
            if (sync.underWay()) {
                sync = inventory.run(sync.id());
            }
            if (delivery.underWay()) {
                delivery.look();
            }
        }
    }

    private List<Progress> steps(Sync sync) {
        List<Progress> steps = new ArrayList<>();
        if (sync.underWay()) {
            steps.add(sync.progress());
        }
        if (delivery.underWay()) {
            steps.add(delivery.progress());
        }
        return steps;
    }

    private void tell(Sync sync) {
        if (!sync.succeeded()) {
            throw Stop.because(sync.failure());
        }
        console.finish(sync.progress());
    }
}
