package io.ropewalk.inventory.questions.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.questions.Counted;
import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.Outdated;
import java.util.List;
import java.util.function.Function;

/**
 * Hosts with an old sensor.
 *
 * @param versions the old versions and how many hosts have each, oldest first; on the first page
 *     only
 * @param unreadable hosts whose version is not known, which are not listed; on the first page only
 * @param next opaque; goes into {@code after}; null on the last page
 */
@RegisterForReflection(targets = {OutdatedAnswer.class, Counted.class, HostLine.class})
public record OutdatedAnswer(
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Counted> versions,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long unreadable,
        List<HostLine> items,
        String next) {

    static OutdatedAnswer of(
            Outdated first, HostsResource.HostPage page, Function<HostLine, String> cursor) {
        return new OutdatedAnswer(
                first == null ? null : first.versions(),
                first == null ? null : first.unreadable(),
                page.items(),
                page.last().map(cursor).orElse(null));
    }
}
