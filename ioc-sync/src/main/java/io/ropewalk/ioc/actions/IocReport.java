package io.ropewalk.ioc.actions;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IocsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of indicators. Made here: the vendor's own report is a job whose result is fetched
 * elsewhere.
 */
public final class IocReport {
    /** More do not fit an answer. */
    public static final int MOST = 10_000;

    private static final String HEAD =
            "id,type,value,action,severity,source,platforms,tags,applied_globally,expiration,expired,created_on,modified_on,description\r\n";

    private IocReport() {}

    /**
     * Rows.
     *
     * @param complete whether there are no more than these
     */
    public record Rows(List<Indicator> indicators, boolean complete) {}

    /** Reads what matches, up to {@link #MOST}. */
    public static Rows read(IocsApi api, IndicatorQuery query) {
        PageWalk<Indicator> walk = api.walk(query, IocsApi.MAX_PAGE, CallClass.INTERACTIVE);
        List<Indicator> rows = new ArrayList<>();
        while (rows.size() < MOST) {
            switch (walk.next()) {
                case PageWalk.Step.Items<Indicator> it -> rows.addAll(it.items());
                case PageWalk.Step.Complete<Indicator> _ -> {
                    return new Rows(rows, true);
                }
                case PageWalk.Step.NotComplete<Indicator> it ->
                        throw new FalconCallFailed(it.why(), it.traceId());
            }
        }
        return new Rows(rows.subList(0, Math.min(rows.size(), MOST)), false);
    }

    /** As RFC 4180 has it; a spreadsheet takes no cell for a formula. */
    public static String csv(List<Indicator> rows) {
        return rows.stream()
                .map(it ->
                        Stream.of(
                                        it.id(),
                                        it.type(),
                                        it.value(),
                                        it.action(),
                                        it.severity(),
                                        it.source(),
                                        String.join(" ", it.platforms()),
                                        String.join(" ", it.tags()),
                                        it.appliedGlobally(),
                                        it.expiration(),
                                        it.expired(),
                                        it.createdOn(),
                                        it.modifiedOn(),
                                        it.description())
                                .map(IocReport::cell)
                                .collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String cell(Object value) {
        String text = Objects.toString(value, "");
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean plain =
                text.chars().noneMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
