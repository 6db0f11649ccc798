package io.ropewalk.alertops.report;

import io.ropewalk.alertops.query.CsvCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report as comma separated values of RFC 4180. The column {@code row} tells what a row is:
 * {@code report} (when, and what was asked), {@code coverage}, {@code hash}, {@code rest} (those
 * not shown), {@code customer} (one's coverage) and {@code failure}. A row without tenant is about
 * all of them.
 */
public final class ReportCsv {
    static final List<String> COLUMNS =
            List.of(
                    "row",
                    "tenant",
                    "sha256",
                    "total",
                    "elsewhere",
                    "hosts",
                    "hostsExact",
                    "firstSeen",
                    "lastSeen",
                    "byStatus",
                    "byProduct",
                    "bySeverity",
                    "byField",
                    "byTenant",
                    "names",
                    "filenames",
                    "text");

    private static final String END = "\r\n";

    private final StringBuilder out = new StringBuilder();

    private ReportCsv() {}

    /** The whole file. */
    public static String of(HashReport report) {
        ReportCsv csv = new ReportCsv();
        csv.write(report);
        return csv.out.toString();
    }

    private void write(HashReport report) {
        out.append(String.join(",", COLUMNS)).append(END);
        said("report", "", report.state() + "; " + report.at() + "; " + report.filter());
        said("coverage", "", report.summary());
        hashes("", report.items(), report.rest());
        for (HashReport.Customer customer : report.customers()) {
            String tenant = customer.tenant();
            said("customer", tenant, customer.state() + "; " + customer.summary());
            customer.failure().ifPresent(it -> said("failure", tenant, it.sentence()));
            if (report.customers().size() > 1) {
                hashes(tenant, customer.items(), customer.rest());
            }
        }
    }

    private void said(String row, String tenant, String text) {
        line(Map.of("row", row, "tenant", tenant, "text", text));
    }

    private void hashes(String tenant, List<HashRow> items, Rest rest) {
        items.forEach(it -> hash(tenant, it));
        line(
                Map.of(
                        "row",
                        "rest",
                        "tenant",
                        tenant,
                        "total",
                        rest.total(),
                        "elsewhere",
                        rest.elsewhere(),
                        "text",
                        rest.hashes() + " more hashes"));
    }

    private void hash(String tenant, HashRow row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("row", "hash");
        cells.put("tenant", tenant);
        cells.put("sha256", row.sha256());
        cells.put("total", row.total());
        cells.put("elsewhere", row.elsewhere());
        cells.put("hosts", row.hosts().count());
        cells.put("hostsExact", row.hosts().exact());
        row.firstSeen().ifPresent(it -> cells.put("firstSeen", it));
        row.lastSeen().ifPresent(it -> cells.put("lastSeen", it));
        cells.put("byStatus", counts(row.byStatus()));
        cells.put("byProduct", counts(row.byProduct()));
        cells.put("bySeverity", counts(row.bySeverity()));
        cells.put("byField", counts(row.byField()));
        cells.put("byTenant", counts(row.byTenant()));
        cells.put("names", row.names());
        cells.put("filenames", row.filenames());
        line(cells);
    }

    private static List<String> counts(Map<String, Long> counts) {
        return counts.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
    }

    private void line(Map<String, ?> cells) {
        out.append(
                        COLUMNS.stream()
                                .map(it -> CsvCell.of(cells.get(it)))
                                .collect(Collectors.joining(",")))
                .append(END);
    }
}
