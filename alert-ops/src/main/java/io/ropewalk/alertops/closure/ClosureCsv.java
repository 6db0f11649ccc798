package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.query.CsvCell;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A closure as comma separated values of RFC 4180. The column {@code row} tells what a row is:
 * {@code report} and {@code coverage} (text says it), {@code outcome} and {@code excluded}
 * (counts), {@code failure} (why it broke off) and {@code item}, one for each alert.
 */
public final class ClosureCsv {
    static final List<String> COLUMNS =
            List.of(
                    "row",
                    "compositeId",
                    "outcome",
                    "count",
                    "matched",
                    "formerStatus",
                    "formerTags",
                    "formerAssignedTo",
                    "formerUpdated",
                    "message",
                    "traceId",
                    "text");

    private static final String END = "\r\n";

    private final Writer out;

    private ClosureCsv(Writer out) {
        this.out = out;
    }

    /** The whole report. */
    public static void report(ClosureReport report, ClosureReport.Items items, Writer out)
            throws IOException {
        ClosureCsv csv = new ClosureCsv(out);
        csv.head();
        csv.said(report);
        csv.items(items);
    }

    /** Its alerts only. */
    public static void items(ClosureReport.Items items, Writer out) throws IOException {
        ClosureCsv csv = new ClosureCsv(out);
        csv.head();
        csv.items(items);
    }

    private void head() throws IOException {
        out.append(String.join(",", COLUMNS)).append(END);
    }

    private void said(ClosureReport report) throws IOException {
        for (Map.Entry<String, String> fact : ClosureFacts.of(report).entrySet()) {
            line(Map.of("row", "report", "text", fact.getKey() + ": " + fact.getValue()));
        }
        line(Map.of("row", "coverage", "text", report.coverage()));
        for (Map.Entry<String, Integer> it : report.outcomes().entrySet()) {
            line(Map.of("row", "outcome", "outcome", it.getKey(), "count", it.getValue()));
        }
        for (Map.Entry<String, Integer> it : report.closure().frozen().excluded().entrySet()) {
            line(Map.of("row", "excluded", "outcome", it.getKey(), "count", it.getValue()));
        }
        if (report.closure().failure().isPresent()) {
            Closure.Failure why = report.closure().failure().get();
            line(
                    Map.of(
                            "row",
                            "failure",
                            "outcome",
                            why.category().word(),
                            "message",
                            why.message(),
                            "traceId",
                            why.traceId()));
        }
    }

    private void items(ClosureReport.Items items) throws IOException {
        int after = -1;
        for (List<ClosureItem> some = items.next(after);
                !some.isEmpty();
                some = items.next(after)) {
            for (ClosureItem item : some) {
                item(item);
            }
            after = some.getLast().position();
        }
    }

    private void item(ClosureItem item) throws IOException {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("row", "item");
        cells.put("compositeId", item.compositeId());
        cells.put("outcome", item.state().word());
        cells.put("matched", item.matched());
        cells.put("formerStatus", item.former().status());
        cells.put("formerTags", item.former().tags());
        cells.put("formerAssignedTo", item.former().assigned());
        cells.put("formerUpdated", item.former().updated());
        cells.put("message", item.message());
        cells.put("traceId", item.traceId());
        line(cells);
    }

    private void line(Map<String, ?> cells) throws IOException {
        out.append(
                        COLUMNS.stream()
                                .map(it -> CsvCell.of(cells.get(it)))
                                .collect(Collectors.joining(",")))
                .append(END);
    }
}
