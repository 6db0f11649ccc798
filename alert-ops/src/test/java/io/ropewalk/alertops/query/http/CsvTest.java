package io.ropewalk.alertops.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that spreadsheets and readers take as text. */
class CsvTest {

    private static String cell(Object value) {
        String csv = Csv.of(List.of("a"), List.of(Map.of("a", value)));
        assertThat(csv).startsWith("a\r\n").endsWith("\r\n");
        return csv.substring(3, csv.length() - 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uFF1D1"})
    void whatBeginsLikeAFormulaBeginsWithAnApostrophe(String text) {
        assertThat(cell(text).replace("\"", "")).startsWith("'");
        assertThat(cell(List.of("x", text))).contains(";'");
    }

    @Test
    void plainValuesStayAsTheyAre() {
        assertThat(cell("srv-1")).isEqualTo("srv-1");
        assertThat(cell(-5L)).isEqualTo("-5");
        assertThat(cell(true)).isEqualTo("true");
        assertThat(cell(List.of("a", "b"))).isEqualTo("a;b");
        assertThat(Csv.of(List.of("a", "b"), List.of(Map.of("b", "x")))).isEqualTo("a,b\r\n,x\r\n");
    }

    @Property
    boolean everyTextIsOneCell(@ForAll String text) {
        String cell = cell(text);
        if (!cell.startsWith("\"")) {
            return cell.chars().noneMatch(it -> it == ',' || it == '"' || it == '\r' || it == '\n');
        }
        String inner = cell.substring(1, cell.length() - 1);
        String read = inner.replace("\"\"", "\"");
        return !inner.replace("\"\"", "").contains("\"")
                && (read.equals(text) || read.equals("'" + text));
    }
}
