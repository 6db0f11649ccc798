package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Choices;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.falcon.Envelope.Meta;
import io.ropewalk.simulator.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A call that passed the gateway.
 *
 * @param owner whose data it is about: the customer of the token; empty on the token endpoints
 * @param pageFault what to do to the page, if it is a page
 * @param feedFault what to do to the feed or its discovery, or to items of a bulk write
 * @param mistakes takes kind and detail of a mistake that is answered all the same
 */
record Call(
        HttpRequest request,
        Arguments arguments,
        Optional<Customer> owner,
        Choices choices,
        Instant now,
        Meta meta,
        Optional<Fault.OnPage> pageFault,
        Optional<Fault> feedFault,
        BiConsumer<String, String> mistakes) {

    Call with(Fault.OnPage fault) {
        return with(Optional.of(fault), Optional.empty());
    }

    Call withFeedFault(Fault fault) {
        return with(Optional.empty(), Optional.of(fault));
    }

    private Call with(Optional<Fault.OnPage> page, Optional<Fault> feed) {
        return new Call(request, arguments, owner, choices, now, meta, page, feed, mistakes);
    }

    Customer customer() {
        return owner.orElseThrow(() -> new IllegalStateException("route without a bearer token"));
    }

    static Reply ok(Envelope envelope) {
        return new Reply.Enveloped(200, envelope);
    }
}
