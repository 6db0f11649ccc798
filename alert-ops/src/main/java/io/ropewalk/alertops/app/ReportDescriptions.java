package io.ropewalk.alertops.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What the API's document says of reports besides what stands at their resources. */
final class ReportDescriptions {
    private static final String ALL = "reports";
    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";
    private static final String SENTENCE = "98,412 alerts read of 98,412; 3,120 carry a hash.";

    private static final Refusal NO_REPORT =
            new Refusal(
                    404,
                    "There is no such report at this address; those of other customers are not"
                            + " shown.",
                    List.of(
                            new Refusal.Sample(
                                    "report",
                                    "not-found",
                                    "There is no such report at this address.",
                                    "",
                                    "")));
    private static final Refusal NOT_YET =
            new Refusal(
                    409,
                    "Of CSV and Markdown: there is nothing in it, or not yet.",
                    List.of(
                            new Refusal.Sample(
                                    "early",
                                    "conflict",
                                    "The report is not made yet; ask for JSON to see how far it"
                                            + " came.",
                                    "",
                                    "")));
    private static final Refusal TOO_MANY =
            new Refusal(
                    429,
                    "Too many reports of this address wait to be made.",
                    List.of(
                            new Refusal.Sample(
                                    "waiting",
                                    "throttled",
                                    "There are 20 reports waiting here already"
                                            + " (ropewalk.alerts.reports.max-waiting).",
                                    "rule",
                                    "max-waiting")));

    private static final List<Refusal> OF_LISTS =
            List.of(
                    Refusal.BAD_REQUEST,
                    Refusal.NO_TOKEN,
                    Refusal.FORBIDDEN,
                    Refusal.NO_SUCH_CUSTOMER,
                    Refusal.NOT_ACCEPTABLE,
                    Refusal.AWAY);
    private static final List<Refusal> OF_ORDERS =
            List.of(
                    Refusal.BAD_REQUEST,
                    Refusal.NO_TOKEN,
                    Refusal.FORBIDDEN,
                    Refusal.NO_SUCH_CUSTOMER,
                    Refusal.NOT_ACCEPTABLE,
                    Refusal.TOO_LARGE,
                    Refusal.NOT_JSON,
                    TOO_MANY,
                    Refusal.AWAY);
    private static final List<Refusal> OF_ONE =
            List.of(
                    Refusal.BAD_REQUEST,
                    Refusal.NO_TOKEN,
                    Refusal.FORBIDDEN,
                    NO_REPORT,
                    Refusal.NOT_ACCEPTABLE,
                    NOT_YET,
                    Refusal.AWAY);

    private ReportDescriptions() {}

    /**
     * Describes what a path offers.
     *
     * @param path below the customer's
     */
    static void describe(OpenAPI api, String path, PathItem item) {
        switch (path) {
            case ALL -> {
                list(item);
                order(api, item);
            }
            case ALL + "/{id}" -> one(item);
            // Parameters and answers of counts stand at what reads them.
            default -> Described.refuse(item.getGET(), Refusal.OF_QUESTIONS);
        }
    }

    private static void list(PathItem item) {
        Operation get = item.getGET();
        tenant(item, get);
        Described.parameter(item, get, "limit", "Most reports, 20 unless said.", 20);
        Described.parameter(item, get, "after", "next of the answer before.", ID);
        Described.refuse(get, OF_LISTS);
        Described.answer(
                get,
                "200",
                "Reports, the newest first; next is where the following page begins.",
                "Reports",
                Described.page(List.of(report("succeeded"))));
    }

    private static void order(OpenAPI api, PathItem item) {
        Operation post = item.getPOST();
        tenant(item, post);
        Described.refuse(post, OF_ORDERS);
        Described.body(api, post, "What to make of which alerts, and who is told.");
        Described.answer(
                        post,
                        "202",
                        "It waits to be made; Location is where to ask.",
                        "Report",
                        report("queued"))
                .addHeader(
                        "Location",
                        OASFactory.createHeader()
                                .description("Where the report is.")
                                .schema(Described.text()));
    }

    private static void one(PathItem item) {
        Operation get = item.getGET();
        tenant(item, get);
        Described.parameter(item, get, "id", "The report, by the id it was ordered with.", ID);
        Described.parameter(
                item, get, "format", "In place of the header Accept; JSON unless said.", "csv");
        Described.refuse(get, OF_ONE);
        Map<String, Object> made = report("succeeded");
        made.put("report", Map.of("kind", "hashes", "state", "succeeded", "summary", SENTENCE));
        APIResponse good =
                Described.answer(
                        get,
                        "200",
                        "The report; X-Ropewalk-Coverage of CSV and Markdown says what was read.",
                        "Report",
                        made);
        good.getContent()
                .addMediaType(
                        "text/csv",
                        OASFactory.createMediaType()
                                .schema(Described.text())
                                .example("row,tenant,sha256,total\r\n"))
                .addMediaType(
                        "text/markdown",
                        OASFactory.createMediaType()
                                .schema(Described.text())
                                .example("| SHA-256 | alerts |\n|---|---|\n"));
    }

    private static void tenant(PathItem item, Operation operation) {
        Described.parameter(
                item,
                operation,
                "tenant",
                "A customer; several with commas between; * for all this service may work for.",
                "acme");
    }

    private static Map<String, Object> report(String state) {
        boolean ended = state.equals("succeeded");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("id", ID);
        report.put("kind", "hashes");
        report.put("state", state);
        report.put("tenants", "acme");
        report.put("filters", Map.of("days", List.of("30")));
        report.put("created", "2026-11-20T08:00:00.123Z");
        if (ended) {
            report.put("finished", "2026-11-20T08:01:38.456Z");
        }
        report.put("orderedBy", "ann");
        report.put("progress", Map.of("done", ended ? 98_412 : 0, "total", 98_412));
        report.put("mail", Map.of("state", "none", "tries", 0));
        return report;
    }
}
