package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.report.ReportMarkdown;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * A closure as Markdown. Nothing that others chose, such as names of hosts, is markup, a link or a
 * line of its own.
 */
public final class ClosureMarkdown {
    /** Of the breakdown, what a reader asks for; the JSON has all of it. */
    private static final List<String> COUNTED = List.of("hash", "host", "severity", "product");

    private final Writer out;

    private ClosureMarkdown(Writer out) {
        this.out = out;
    }

    /** The whole report. */
    public static void report(ClosureReport report, ClosureReport.Items items, Writer out)
            throws IOException {
        ClosureMarkdown markdown = new ClosureMarkdown(out);
        markdown.said(report);
        markdown.items(items);
    }

    private void said(ClosureReport report) throws IOException {
        line("# " + (report.revert() ? "Closure taken back" : "Closure"));
        line("");
        for (Map.Entry<String, String> fact : ClosureFacts.of(report).entrySet()) {
            line("- " + fact.getKey() + ": " + text(fact.getValue()));
        }
        line("- Coverage: " + text(report.coverage()));
        if (report.closure().failure().isPresent()) {
            Closure.Failure why = report.closure().failure().get();
            line("- Broke off: " + text(why.category().word() + ": " + why.message()));
            line("- Trace: " + text(why.traceId()));
        }
        counts("Outcome", report.outcomes());
        counts("Left out", report.closure().frozen().excluded());
        for (String counted : COUNTED) {
            counts(
                    "By " + counted,
                    report.closure().frozen().breakdown().getOrDefault(counted, Map.of()));
        }
    }

    private void counts(String title, Map<String, Integer> counts) throws IOException {
        if (counts.isEmpty()) {
            return;
        }
        line("");
        line("| " + title + " | alerts |");
        line("|---|---:|");
        for (Map.Entry<String, Integer> it : counts.entrySet()) {
            line("| " + text(it.getKey()) + " | " + it.getValue() + " |");
        }
    }

    private void items(ClosureReport.Items items) throws IOException {
        line("");
        line("## Alerts");
        line("");
        line("| alert | outcome | was | message | trace |");
        line("|---|---|---|---|---|");
        int after = -1;
        for (List<ClosureItem> some = items.next(after);
                !some.isEmpty();
                some = items.next(after)) {
            for (ClosureItem it : some) {
                line(
                        "| %s | %s | %s | %s | %s |"
                                .formatted(
                                        text(it.compositeId()),
                                        it.state().word(),
                                        text(it.former().status()),
                                        text(it.message()),
                                        text(it.traceId())));
            }
            after = some.getLast().position();
        }
    }

    private static String text(String raw) {
        return ReportMarkdown.text(raw);
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
