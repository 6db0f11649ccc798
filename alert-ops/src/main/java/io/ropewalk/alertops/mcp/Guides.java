package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.query.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All guides, in order. */
public record Guides(List<Guide> all) {
    public Guides {
        all = List.copyOf(all);
    }

    /**
     * One for each question, and one for what they have in common.
     *
     * @param questions by the names of their tools
     */
    public static Guides of(Map<String, Question<?>> questions) {
        List<Guide> all = new ArrayList<>();
        questions.forEach((tool, it) ->
                all.add(
                        new Guide(
                                it.name() + "-fields",
                                "Fields of " + tool,
                                "Arguments, their values, and columns of " + tool + ".",
                                Texts.guide(tool, it))));
        all.add(
                new Guide(
                        "severity-and-status",
                        "Severity and status",
                        "The words Falcon uses, and what is gone.",
                        Texts.of("severity-and-status", Map.of())));
        return new Guides(all);
    }
}
