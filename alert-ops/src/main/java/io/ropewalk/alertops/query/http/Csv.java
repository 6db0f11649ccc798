package io.ropewalk.alertops.query.http;

import io.ropewalk.alertops.query.CsvCell;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Items as comma separated values of RFC 4180, in UTF-8. */
final class Csv {
    private static final String END = "\r\n";

    private Csv() {}

    /** A header row and a row for each item. Several values of one cell stand with ; between. */
    static String of(List<String> columns, List<Map<String, Object>> items) {
        StringBuilder out = new StringBuilder();
        out.append(String.join(",", columns)).append(END);
        for (Map<String, Object> item : items) {
            out.append(
                            columns.stream()
                                    .map(column -> CsvCell.of(item.get(column)))
                                    .collect(Collectors.joining(",")))
                    .append(END);
        }
        return out.toString();
    }
}
