package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.HostField;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.fql.Expression;
import io.ropewalk.simulator.fql.Filters;
import io.ropewalk.simulator.fql.TermMatcher;
import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns a filter into a test over hosts. One instance serves one thread. */
final class HostFilter {
    /** Array fields match exactly. */
    private static final Set<String> EXACT = Set.of("tags", "groups", "ou");

    private final ByteSink scratch = ByteSink.growing(128);
    private final Instant now;

    HostFilter(Instant now) {
        this.now = now;
    }

    Predicate<Host> compile(Expression expression) {
        return Filters.compile(expression, this::term);
    }

    private Predicate<Host> term(Expression.Term term) {
        var matcher = new TermMatcher(term, EXACT.contains(term.field()), now);
        var field = HostFields.named(term.field());
        if (field.isEmpty()) {
            // A field no host has: the answer is empty, whatever the operator.
            return _ -> false;
        }
        return host -> matcher.matches(values(field.get(), host));
    }

    private List<String> values(HostField field, Host host) {
        var count = field.values(host);
        if (count == 1) {
            return List.of(value(field, host, 0));
        }
        var values = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            values.add(value(field, host, i));
        }
        return values;
    }

    private String value(HostField field, Host host, int index) {
        scratch.clear();
        field.writeValue(host, index, scratch);
        return scratch.text();
    }
}
