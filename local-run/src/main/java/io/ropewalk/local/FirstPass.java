package io.ropewalk.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Loads the hosts while events are delivered and indicators mirrored, and shows all of it. */
final class FirstPass {
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final InventoryApi inventory;
    private final List<Delivery> deliveries;
    private final Runnable check;
    private final Console console;
    private final Pause pause;

    /**
     * @param check stops the run when a part has ended by itself
     */
    FirstPass(
            InventoryApi inventory,
            List<Delivery> deliveries,
            Runnable check,
            Console console,
            Pause pause) {
        this.inventory = inventory;
        this.deliveries = List.copyOf(deliveries);
        this.check = check;
        this.console = console;
        this.pause = pause;
    }

    /**
     * Returns the run that loaded the hosts, when nothing else needs waiting for either.
     *
     * @throws Stop if any of it fails
     */
    Sync run() throws InterruptedException {
        Sync sync = inventory.start();
        for (Delivery each : deliveries) {
            each.look();
        }
        List<Delivery> open = new ArrayList<>(deliveries);
        boolean told = false;
        while (true) {
            if (!sync.underWay() && !told) {
                tell(sync);
                told = true;
            }
            open.removeIf(this::isOver);
            if (told && open.isEmpty()) {
                return sync;
            }
            console.show(steps(sync, open));
            pause.of(GLANCE);
            check.run();
            if (sync.underWay()) {
                sync = inventory.run(sync.id());
            }
            for (Delivery each : open) {
                each.look();
            }
        }
    }

    private boolean isOver(Delivery delivery) {
        if (delivery.underWay()) {
            return false;
        }
        if (delivery.delivered() > 0) {
            console.finish(delivery.progress());
        }
        return true;
    }

    private static List<Progress> steps(Sync sync, List<Delivery> open) {
        List<Progress> steps = new ArrayList<>();
        if (sync.underWay()) {
            steps.add(sync.progress());
        }
        open.forEach(each -> steps.add(each.progress()));
        return steps;
    }

    private void tell(Sync sync) {
        if (!sync.succeeded()) {
            throw Stop.because(sync.failure());
        }
        console.finish(sync.progress());
    }
}
