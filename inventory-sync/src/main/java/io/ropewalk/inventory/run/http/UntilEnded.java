package io.ropewalk.inventory.run.http;

import io.ropewalk.inventory.run.Run;
import java.util.function.Predicate;

/** Lets states through up to and with the first final one. One subscriber. */
final class UntilEnded implements Predicate<Run> {
    private boolean ended;

    @Override
    public boolean test(Run run) {
        boolean more = !ended;
        ended = run.state().isEnd();
        return more;
    }
}
