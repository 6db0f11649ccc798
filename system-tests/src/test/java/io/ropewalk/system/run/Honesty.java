package io.ropewalk.system.run;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks every pod, again and again, whether it is ready, then what it is for, and for its metrics:
 * one that says it is ready has to answer.
 */
public final class Honesty {
    private final Fleet fleet;
    private final List<String> lies = new CopyOnWriteArrayList<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger notReady = new AtomicInteger();

    public Honesty(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Looks at all of them once. */
    public void look() {
        Fleet.forAll(fleet.pods(), this::look);
    }

    private void look(Pod pod) {
        if (!pod.saysReady()) {
            notReady.incrementAndGet();
            return;
        }
        ready.incrementAndGet();
        String fault = fault(pod);
        // It may have been killed meanwhile, or have noticed by now what it lacks.
        if (!fault.isEmpty() && !pod.isGone() && pod.saysReady()) {
            lies.add(pod + " says it is ready, and " + fault);
        }
    }

    private String fault(Pod pod) {
        try {
            Api.Answer answer = mainJob(fleet.suite(), pod);
            if (answer.status() / 100 != 2) {
                return "answers " + answer.status() + ": " + answer.body();
            }
            return pod.asked("/q/metrics").contains("ropewalk_") ? "" : "shows no metrics";
        } catch (UncheckedIOException e) {
            return "does not answer: " + e.getCause();
        }
    }

    /** What it can do without Falcon or the graph. */
    public static Api.Answer mainJob(Suite suite, Pod pod) {
        Api api = pod.api();
        Api viewer = api.bearer(suite.jwt().token("viewer"));
        return switch (pod.kind()) {
            case AUTH ->
                    api.basic(Suite.CALLER, suite.secrets().callerSecret())
                            .form(
                                    "/oauth2/token",
                                    Map.of(
                                            "grant_type",
                                            "client_credentials",
                                            "scope",
                                            "tenant:" + Suite.TENANT));
            case INVENTORY -> viewer.get(Inventory.SYNCS);
            case STREAM -> viewer.get(Streaming.STREAMS);
            case IOC -> viewer.get(Mirroring.MIRROR);
            case ALERTS -> viewer.get(AlertOps.TENANT + "/closures?limit=1");
        };
    }

    /** What was said and not true. */
    public List<String> lies() {
        return List.copyOf(lies);
    }

    @Override
    public String toString() {
        return "ready " + ready + " times, not ready " + notReady + " times";
    }
}
