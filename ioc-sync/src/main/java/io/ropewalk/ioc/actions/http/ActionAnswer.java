package io.ropewalk.ioc.actions.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorMetadata;
import io.ropewalk.falcon.iocs.IocAction;
import io.ropewalk.ioc.actions.ActionItem;
import java.util.List;
import java.util.Optional;

/** What became of each thing, in the order asked. */
@RegisterForReflection(
        targets = {
            ActionAnswer.class,
            ActionAnswer.Item.class,
            ActionAnswer.Report.class,
            Indicator.class,
            IndicatorMetadata.class,
            IocAction.class
        })
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActionAnswer(List<Item> items, String next) {

    /** One thing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String id,
            String outcome,
            String category,
            String message,
            String traceId,
            Object resource) {}

    /** A table. */
    record Report(String format, int rows, boolean complete, Object content) {}

    static ActionAnswer of(List<ActionItem> items) {
        return of(items, Optional.empty());
    }

    static ActionAnswer of(List<ActionItem> items, Optional<String> next) {
        return new ActionAnswer(
                items.stream()
                        .map(it ->
                                new Item(
                                        it.id(),
                                        it.outcome().word(),
                                        it.category().orElse(null),
                                        it.message().orElse(null),
                                        it.traceId().orElse(null),
                                        it.resource().orElse(null)))
                        .toList(),
                next.orElse(null));
    }
}
