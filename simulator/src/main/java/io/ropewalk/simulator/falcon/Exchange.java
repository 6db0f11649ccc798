package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Violation;
import io.ropewalk.simulator.falcon.Envelope.Meta;
import io.ropewalk.simulator.falcon.SlidingWindow.Verdict;
import io.ropewalk.simulator.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request on its way through the gateway, and what became known about it. Used by one thread.
 */
final class Exchange {
    private final HttpRequest request;
    private final Instant now;
    private final String traceId;
    private final String queryTime;
    private final List<Violation> violations = new ArrayList<>();

    private String poweredBy = Gateway.NAME;
    private boolean listsOnError;
    private Optional<Customer> customer = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();
    private String fault = "";

    Exchange(HttpRequest request, Instant now, String traceId, String queryTime) {
        this.request = request;
        this.now = now;
        this.traceId = traceId;
        this.queryTime = queryTime;
    }

    HttpRequest request() {
        return request;
    }

    Instant now() {
        return now;
    }

    String traceId() {
        return traceId;
    }

    Meta meta() {
        return new Meta(queryTime, poweredBy, traceId, listsOnError);
    }

    void answeredBy(String service, boolean withListOnError) {
        poweredBy = service;
        listsOnError = withListOnError;
    }

    Optional<Customer> customer() {
        return customer;
    }

    void customer(Customer known) {
        customer = Optional.of(known);
    }

    Optional<Verdict> verdict() {
        return verdict;
    }

    void verdict(Verdict given) {
        verdict = Optional.of(given);
    }

    String fault() {
        return fault;
    }

    void fault(String type) {
        fault = type;
    }

    List<Violation> violations() {
        return violations;
    }

    void mistake(String kind, String detail) {
        violations.add(new Violation(now, request.method(), request.path(), kind, detail));
    }
}
