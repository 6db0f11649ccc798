package io.ropewalk.alertops.closure;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a report of a closure says first: which one, whose, when and by whom. */
final class ClosureFacts {
    private ClosureFacts() {}

    static Map<String, String> of(ClosureReport report) {
        Closure closure = report.closure();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Closure", closure.id());
        facts.put("Customer", closure.tenant());
        if (closure.deed() instanceof Deed.Revert revert) {
            facts.put("Takes back", revert.source());
        }
        facts.put("State", report.state());
        facts.put("As of", report.at().toString());
        facts.put("Asked by", closure.asked().by());
        closure.asked().approvedBy().ifPresent(it -> facts.put("Approved by", it));
        facts.put("Reason", closure.asked().reason());
        facts.put("Previewed", closure.times().created().toString());
        closure.times().executed().map(Instant::toString).ifPresent(it -> facts.put("Begun", it));
        closure.times().finished().map(Instant::toString).ifPresent(it -> facts.put("Ended", it));
        facts.put("Digest", closure.frozen().digest());
        return facts;
    }
}
