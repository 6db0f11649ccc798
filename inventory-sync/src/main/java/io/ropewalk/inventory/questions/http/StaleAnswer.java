package io.ropewalk.inventory.questions.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.Stale;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Hosts that were not seen for long.
 *
 * @param before they were last seen before this time
 * @param hosts how many there are; on the first page only
 * @param unknown hosts that state no time, which are not listed; on the first page only
 * @param next opaque; goes into {@code after}; null on the last page
 */
@RegisterForReflection(targets = {StaleAnswer.class, HostLine.class})
public record StaleAnswer(
        String before,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long hosts,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long unknown,
        List<HostLine> items,
        String next) {

    static StaleAnswer of(
            Stale first,
            Instant before,
            HostsResource.HostPage page,
            Function<HostLine, String> cursor) {
        return new StaleAnswer(
                before.toString(),
                first == null ? null : first.hosts(),
                first == null ? null : first.unknown(),
                page.items(),
                page.last().map(cursor).orElse(null));
    }
}
