package io.ropewalk.alertops.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report as Markdown. Names of files and alerts were chosen by others, perhaps by an attacker:
 * nothing of theirs is markup, a link or a line of its own.
 */
public final class ReportMarkdown {
    private static final String ESCAPED = "\\`*_{}[]<>()#+-!|&~@:.";
    private static final int MOST_CHARACTERS = 300;

    private final StringBuilder out = new StringBuilder();

    private ReportMarkdown() {}

    /** The whole file. */
    public static String of(HashReport report) {
        ReportMarkdown markdown = new ReportMarkdown();
        markdown.write(report);
        return markdown.out.toString();
    }

    private void write(HashReport report) {
        line("# Alerts by hash");
        line("");
        line("- Customers: " + text(String.join(", ", report.tenants())));
        line("- Made: " + report.at());
        line("- State: " + report.state());
        line("- Read: " + text(report.summary()));
        line("- Asked for: " + text(report.filter()));
        line("");
        hashes(report.items(), report.rest());
        for (HashReport.Customer customer : report.customers()) {
            customer(customer, report.customers().size() > 1);
        }
    }

    private void customer(HashReport.Customer customer, boolean several) {
        if (!several && customer.failure().isEmpty()) {
            return;
        }
        line("");
        line("## " + text(customer.tenant()));
        line("");
        line("- State: " + customer.state());
        line("- Read: " + text(customer.summary()));
        customer.failure().ifPresent(it -> line("- Failure: " + text(it.sentence())));
        if (several) {
            line("");
            hashes(customer.items(), customer.rest());
        }
    }

    private void hashes(List<HashRow> items, Rest rest) {
        line(
                "| SHA-256 | alerts | elsewhere | hosts | status | product | severity | field |"
                        + " first seen (UTC) | last seen (UTC) | names | files |");
        line("|---|---:|---:|---:|---|---|---|---|---|---|---|---|");
        items.forEach(this::hash);
        if (rest.hashes() > 0) {
            line(
                    "| %d more hashes | %d | %d | | | | | | | | | |"
                            .formatted(rest.hashes(), rest.total(), rest.elsewhere()));
        }
    }

    private void hash(HashRow row) {
        List<String> cells =
                List.of(
                        row.sha256(),
                        Long.toString(row.total()),
                        Long.toString(row.elsewhere()),
                        (row.hosts().exact() ? "" : "about ") + row.hosts().count(),
                        counts(row.byStatus()),
                        counts(row.byProduct()),
                        counts(row.bySeverity()),
                        counts(row.byField()),
                        time(row.firstSeen()),
                        time(row.lastSeen()),
                        texts(row.names()),
                        texts(row.filenames()));
        line("| " + String.join(" | ", cells) + " |");
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(it -> text(it.getKey()) + " " + it.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(ReportMarkdown::text).collect(Collectors.joining("; "));
    }

    private static String time(Optional<Instant> time) {
        return time.map(Object::toString).orElse("");
    }

    /** Text that stays text: what could be markup is escaped, and there is one line only. */
    public static String text(String raw) {
        StringBuilder safe = new StringBuilder();
        Clean.text(raw, MOST_CHARACTERS)
                .codePoints()
                .forEach(it -> {
                    if (ESCAPED.indexOf(it) >= 0) {
                        safe.append('\\');
                    }
                    safe.appendCodePoint(it);
                });
        return safe.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
