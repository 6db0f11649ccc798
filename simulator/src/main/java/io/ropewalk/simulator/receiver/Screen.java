package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.estate.Mix;
import java.util.zip.CRC32;

/** Which events of a request are refused, and with what status. */
@FunctionalInterface
interface Screen {

    int ACCEPTED = 0;

    /** {@link #ACCEPTED}, or the status. */
    int status(Slices events, int index);

    static Screen none() {
        return (_, _) -> ACCEPTED;
    }

    /** By the bytes of an event, so that it is refused again when it comes again. */
    static Screen of(Fault.PartialRejection fault) {
        return (events, index) -> {
            var sum = new CRC32();
            sum.update(events.source(), events.from(index), events.length(index));
            var draw = Long.remainderUnsigned(Mix.mix(sum.getValue()), fault.every());
            return draw == 0 ? fault.status() : ACCEPTED;
        };
    }

    /** Refuses large events with 413 before anything else. */
    default Screen withLimit(int bytes) {
        return (events, index) -> events.length(index) > bytes ? 413 : status(events, index);
    }

    /** The verdict on each event. */
    default int[] statuses(Slices events) {
        var statuses = new int[events.count()];
        for (var i = 0; i < statuses.length; i++) {
            statuses[i] = status(events, i);
        }
        return statuses;
    }
}
