package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.closure.Closure.Failure;
import java.time.Duration;

/** What one step of the work on a closure came to. */
sealed interface Step {

    /** Items are settled, or on their way to be. */
    record Good() implements Step {}

    /** Everything was sent and nothing answered; a read has to tell. */
    record Unclear() implements Step {}

    /** Falcon can be read, and does not show all of what was sent. */
    record Unseen() implements Step {}

    /** Nothing is left to do. */
    record Finished() implements Step {}

    /** The customer's quota is used up for so long. */
    record Later(Duration rest) implements Step {}

    /** Nothing was done, for a reason that may pass. */
    record Bad(Failure why) implements Step {}

    /** It makes no sense to go on. */
    record Fatal(ClosureState state, Failure why) implements Step {}
}
