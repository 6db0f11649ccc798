package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.query.Detail;
import io.ropewalk.alertops.query.Found;
import io.ropewalk.alertops.query.Paging;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.work.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One of the typed questions as a tool. Names, values and columns are the question's own, so the
 * two doors cannot differ.
 *
 * @param <C> what it is narrowed by
 */
public final class QuestionTool<C extends Record> implements Tool {
    static final int MOST_ITEMS = 100;
    static final int USUAL_ITEMS = 20;
    private static final int LONGEST_CURSOR = 32_000;

    private final String name;
    private final Question<C> question;
    private final Questions questions;
    private final Tenants tenants;
    private final Fit fit;
    private final List<String> notes;

    /**
     * @param notes what stands among the warnings of every answer
     */
    public QuestionTool(
            String name,
            Question<C> question,
            Questions questions,
            Tenants tenants,
            Fit fit,
            List<String> notes) {
        this.name = Objects.requireNonNull(name, "name");
        this.question = Objects.requireNonNull(question, "question");
        this.questions = Objects.requireNonNull(questions, "questions");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.fit = Objects.requireNonNull(fit, "fit");
        this.notes = List.copyOf(notes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Arguments arguments() {
        List<Argument> all = new ArrayList<>();
        all.add(Tenants.ARGUMENT);
        question.parameters().forEach(it -> all.add(QuestionArguments.of(it)));
        all.add(
                new Argument.Whole(
                        "limit",
                        "Most items of this answer; %d unless given.".formatted(USUAL_ITEMS),
                        1,
                        MOST_ITEMS));
        all.add(
                new Argument.Text(
                        "cursor",
                        "page.nextCursor of the answer before, with the same arguments.",
                        LONGEST_CURSOR));
        all.add(
                new Argument.Choice(
                        "detail",
                        "compact (if not given) answers few columns, full the record by Falcon's"
                                + " own names.",
                        List.of("compact", "full")));
        return new Arguments(all);
    }

    @Override
    public Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("tenant", Map.of("type", "string"));
        question.columns().forEach(it -> properties.put(it.name(), Map.of()));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", "object");
        item.put("properties", properties);
        return Listed.schema(item);
    }

    @Override
    public Map<String, Object> call(Arguments.Given given, Caller caller) {
        String tenant = tenants.of(given);
        C criteria =
                question.read(
                        io.ropewalk.alertops.query.Arguments.of(
                                question.parameters(),
                                QuestionArguments.texts(question.parameters(), given)));
        Detail detail =
                given.text("detail").filter("full"::equals).isPresent()
                        ? Detail.FULL
                        : Detail.COMPACT;
        Paging paging = new Paging(given.whole("limit", USUAL_ITEMS), given.text("cursor"), detail);
        Found found = questions.ask(question, tenant, criteria, paging, caller);
        Fit.Fitted fitted = fit.first(found.items());
        if (fitted.items().size() == found.items().size()) {
            return answer(found, fitted, List.of());
        }
        return shorter(tenant, criteria, paging, fitted.items().size(), caller);
    }

    /** Asks for as many as fit, so that the next page begins with the first that did not. */
    private Map<String, Object> shorter(
            String tenant, C criteria, Paging paging, int limit, Caller caller) {
        Found found =
                questions.ask(
                        question,
                        tenant,
                        criteria,
                        new Paging(limit, paging.after(), paging.detail()),
                        caller);
        String words =
                "Only %d of the %d asked for fit into one answer; go on with nextCursor."
                        .formatted(found.items().size(), paging.limit());
        Fit.Fitted fitted = fit.all(found.items());
        return answer(found, new Fit.Fitted(fitted.items(), true), List.of(words));
    }

    private Map<String, Object> answer(Found found, Fit.Fitted fitted, List<String> more) {
        List<String> warnings = new ArrayList<>(notes);
        warnings.addAll(more);
        warnings.addAll(found.warnings());
        return new Listed(
                        found.tenant(),
                        found.filter(),
                        fitted.items(),
                        found.total(),
                        found.next(),
                        fitted.cut(),
                        warnings,
                        found.traceId())
                .body();
    }
}
