package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.AlertRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file is named, a report of it stays a table of texts. */
class ReportTextsTest {
    private static final Instant AT = Instant.parse("2026-11-20T06:00:00Z");
    private static final String HASH = "aa".repeat(32);
    private static final String MARKUP = "\\`*_{}[]<>()#+-!|&~@:.";

    private static HashReport report(String name) {
        HashTallies tallies = new HashTallies(10);
        tallies.add(
                "acme",
                new AlertRecord(
                        "c:ind:a:1",
                        new Members(Map.of("sha256", HASH, "filename", name, "status", name))));
        Coverage coverage = tallies.coverage(OptionalLong.of(1), true);
        return new HashReport(
                HashReport.KIND,
                AT,
                State.SUCCEEDED.word(),
                List.of("acme"),
                "",
                coverage,
                coverage.sentence(),
                tallies.top(10),
                tallies.rest(10),
                List.of(
                        new HashReport.Customer(
                                "acme",
                                State.SUCCEEDED.word(),
                                coverage,
                                coverage.sentence(),
                                List.of(),
                                tallies.rest(10),
                                Optional.empty())));
    }

    @Property
    void aNameMakesNoFurtherLineOrColumn(@ForAll @StringLength(max = 80) String name) {
        long plain = ReportMarkdown.of(report("a.exe")).lines().count();
        String markdown = ReportMarkdown.of(report(name));
        assertThat(markdown.lines().count()).isEqualTo(plain);
        String row = markdown.lines().filter(it -> it.contains(HASH)).findFirst().orElseThrow();
        assertThat(bars(row)).isEqualTo(bars("| | | | | | | | | | | | |"));
    }

    private static long bars(String row) {
        return row.replaceAll("\\\\.", "").chars().filter(it -> it == '|').count();
    }

    @Property
    void noMarkupIsLeftOfAName(@ForAll @StringLength(max = 80) String name) {
        String text = ReportMarkdown.text(name);
        String bare = text.replaceAll("\\\\.", "");
        assertThat(bare.chars().noneMatch(it -> MARKUP.indexOf(it) >= 0)).isTrue();
        assertThat(text.chars().noneMatch(it -> it < ' ')).isTrue();
    }

    @Property
    void noCellIsAFormula(@ForAll @StringLength(max = 80) String name) {
        for (List<String> row : Csv.read(ReportCsv.of(report(name)))) {
            assertThat(row).hasSize(ReportCsv.COLUMNS.size());
            assertThat(row).allMatch(it -> it.isEmpty() || "=+-@\t\r".indexOf(it.charAt(0)) < 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "a\"b,c\nd",
                "[x](https://evil.example)",
                "<img src=x onerror=alert(1)>",
                "\u202Egpj.exe",
                "a|b\\|c"
            })
    void knownTricksStayText(String name) {
        assertThat(Csv.read(ReportCsv.of(report(name))))
                .allMatch(row -> row.size() == ReportCsv.COLUMNS.size())
                .allMatch(row ->
                        row.stream()
                                .allMatch(it ->
                                        it.isEmpty() || "=+-@\t\r".indexOf(it.charAt(0)) < 0));
        String unescaped = ReportMarkdown.of(report(name)).replaceAll("\\\\.", "");
        assertThat(unescaped).doesNotContain("<img", "](", "://", "\u202E");
    }

    /** Reads CSV as RFC 4180 has it. */
    private static final class Csv {
        private Csv() {}

        static List<List<String>> read(String text) {
            return Arrays.stream(text.split("\r\n(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                    .map(Csv::cells)
                    .toList();
        }

        private static List<String> cells(String line) {
            return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                    .map(it ->
                            it.startsWith("\"")
                                    ? it.substring(1, it.length() - 1).replace("\"\"", "\"")
                                    : it)
                    .toList();
        }
    }
}
