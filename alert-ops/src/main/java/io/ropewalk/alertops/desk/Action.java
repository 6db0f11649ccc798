package io.ropewalk.alertops.desk;

import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import java.util.List;

/**
 * Something users ask for by name. Called after role and idempotency key were looked at; checks
 * what it was given, asks the guards, and does it.
 *
 * @param <R> what it is asked with
 */
public interface Action<R> {
    ActionKind kind();

    /** The ids of a request as it came, for the audit. */
    List<String> targets(R request);

    /**
     * Does it, unless the order is a dry run.
     *
     * @return an item for each target, in their order; for listings, one for each thing found
     * @throws io.ropewalk.alertops.work.Refused when nothing was sent because the request is wrong
     *     or a guard forbids it
     * @throws io.ropewalk.falcon.FalconCallFailed when there is nothing to say of single items
     */
    Answer run(R request, Order order);
}
