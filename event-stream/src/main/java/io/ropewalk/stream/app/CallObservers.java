package io.ropewalk.stream.app;

import io.ropewalk.falcon.call.CallObserver;
import java.util.List;

/** Tells several. */
record CallObservers(List<CallObserver> all) implements CallObserver {
    CallObservers {
        all = List.copyOf(all);
    }

    @Override
    public void attempted(Attempt attempt) {
        all.forEach(it -> it.attempted(attempt));
    }

    @Override
    public void waited(Wait wait) {
        all.forEach(it -> it.waited(wait));
    }
}
