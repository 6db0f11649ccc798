package io.ropewalk.alertops.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What the API's document says of closures besides what stands at their resource. */
final class ClosureDescriptions {
    private static final String ALL = "closures";
    private static final String ONE = ALL + "/{id}";
    private static final String ID = "1f0a3c52-9f37-4c0e-8d2a-5b6f7a8c9d01";
    private static final String REVERT_ID = "6c1b7f0e-2d94-4f7b-b1a5-3e8d9c0f2a14";
    private static final String SCHEMA = "Closure";
    private static final String BAD = "bad-request";

    private static final Refusal FORBIDDEN =
            new Refusal(
                    403,
                    "The role is missing, or the Falcon API client lacks the scope named, or a guard"
                            + " forbids it.",
                    List.of(
                            new Refusal.Sample(
                                    "role",
                                    "auth",
                                    "Closing alerts takes the role responder.",
                                    "",
                                    ""),
                            new Refusal.Sample(
                                    "guard",
                                    "auth",
                                    "This is about more than 10000 alerts. Narrow it: fewer days, one"
                                            + " hash or host, one status; or close the rest"
                                            + " afterwards.",
                                    "rule",
                                    "closure-max-alerts")));
    private static final Refusal ONE_CUSTOMER =
            new Refusal(
                    400,
                    "The request is wrong; detail says what, and what is right. Only the list of"
                            + " closures and previews are of several customers.",
                    List.of(
                            new Refusal.Sample(
                                    "several",
                                    BAD,
                                    "A closure is about exactly one customer; name one, not a list or"
                                            + " *. Only the list of closures and previews are of"
                                            + " several.",
                                    "",
                                    ""),
                            new Refusal.Sample(
                                    "selection",
                                    BAD,
                                    "Name the alerts by one of hashes, compositeIds and criteria, not"
                                            + " empty.",
                                    "",
                                    "")));
    private static final Refusal NO_CLOSURE =
            new Refusal(
                    404,
                    "This customer has no closure of this id.",
                    List.of(
                            new Refusal.Sample(
                                    "closure",
                                    "not-found",
                                    "This customer has no closure of this id.",
                                    "",
                                    "")));
    private static final Refusal CONFLICT =
            new Refusal(
                    409,
                    "The closure is in a state that forbids it, or the confirmation is not that of"
                            + " the preview; nothing is written.",
                    List.of(
                            new Refusal.Sample(
                                    "token",
                                    "conflict",
                                    "This token does not confirm this closure for this caller.",
                                    "",
                                    ""),
                            new Refusal.Sample(
                                    "count",
                                    "conflict",
                                    "expectedCount is another number than the preview's total;"
                                            + " nothing was done.",
                                    "",
                                    ""),
                            new Refusal.Sample(
                                    "state",
                                    "conflict",
                                    "This closure has not ended; pause or cancel it first.",
                                    "",
                                    "")));

    private static final List<Refusal> OF_PREVIEWS =
            List.of(
                    ONE_CUSTOMER,
                    Refusal.NO_TOKEN,
                    FORBIDDEN,
                    Refusal.NO_SUCH_CUSTOMER,
                    Refusal.NOT_ACCEPTABLE,
                    Refusal.CONFLICT,
                    Refusal.GONE,
                    Refusal.TOO_LARGE,
                    Refusal.NOT_JSON,
                    Refusal.USED_UP,
                    Refusal.FALCON_FAILED,
                    Refusal.AWAY,
                    Refusal.SILENT);
    private static final List<Refusal> OF_LISTS =
            List.of(
                    Refusal.BAD_REQUEST,
                    Refusal.NO_TOKEN,
                    Refusal.FORBIDDEN,
                    Refusal.NO_SUCH_CUSTOMER,
                    Refusal.NOT_ACCEPTABLE,
                    Refusal.FALCON_FAILED,
                    Refusal.AWAY,
                    Refusal.SILENT);
    private static final List<Refusal> OF_ONE =
            List.of(
                    ONE_CUSTOMER,
                    Refusal.NO_TOKEN,
                    Refusal.FORBIDDEN,
                    NO_CLOSURE,
                    Refusal.NOT_ACCEPTABLE,
                    Refusal.AWAY);
    private static final List<Refusal> OF_STEPS =
            List.of(
                    ONE_CUSTOMER,
                    Refusal.NO_TOKEN,
                    FORBIDDEN,
                    NO_CLOSURE,
                    Refusal.NOT_ACCEPTABLE,
                    CONFLICT,
                    Refusal.TOO_LARGE,
                    Refusal.USED_UP,
                    Refusal.AWAY);

    private ClosureDescriptions() {}

    /**
     * Describes what a path offers.
     *
     * @param path below the customer's
     */
    static void describe(OpenAPI api, String path, PathItem item) {
        switch (path) {
            case ALL -> {
                list(item);
                preview(api, item);
            }
            case ONE -> one(item);
            case ONE + "/items" -> items(item);
            case ONE + "/report" -> report(item);
            case ONE + "/execute" -> execute(api, item);
            case ONE + "/revert" ->
                    step(api, item, reverting(), "The revert, a closure of its own.");
            default -> step(api, item, closure("running", ""), "The closure as it stands now.");
        }
    }

    private static void list(PathItem item) {
        Operation get = item.getGET();
        Described.refuse(get, OF_LISTS);
        Described.parameter(
                item,
                get,
                "tenant",
                "A customer; several with commas between; * for all this service may work for.",
                "acme");
        pages(item, get, 50);
        Described.answer(
                get,
                "200",
                "Closures, the newest first; next is where the following page begins.",
                "Closures",
                Described.page(List.of(closure("succeeded", ""))));
    }

    private static void preview(OpenAPI api, PathItem item) {
        Operation post = item.getPOST();
        named(item, post);
        Described.refuse(post, OF_PREVIEWS);
        Described.body(api, post, "Which alerts, and what is to be done with them.");
        Described.parameter(
                item,
                post,
                "tenant",
                "A customer; several with commas between; * for all this service may work for.",
                "acme");
        Described.answer(
                        post,
                        "201",
                        "What would be written, and the token that confirms it.",
                        "ClosurePreview",
                        previewed())
                .addHeader("Location", place());
        Described.answer(
                post,
                "200",
                "Of several customers: the preview of each, or why there is none.",
                "ClosurePreviews",
                Map.of(
                        "items",
                        List.of(previewed()),
                        "failures",
                        List.of(
                                Map.of(
                                        "tenant",
                                        "globex",
                                        "category",
                                        "scope-missing",
                                        "message",
                                        "The API client lacks the scope \"Alerts: read\"."))));
    }

    private static void execute(OpenAPI api, PathItem item) {
        Operation post = item.getPOST();
        List<Refusal> refusals = new ArrayList<>(OF_STEPS);
        refusals.add(Refusal.NOT_JSON);
        refusals.add(Refusal.KEY_REUSED);
        named(item, post);
        Described.refuse(post, refusals);
        Described.body(api, post, "The token of the preview, and the count that was seen there.");
        post.addParameter(Described.key());
        accepted(
                post,
                closure("queued", "approval"),
                "It runs soon, or waits for the approval of a second person.");
    }

    private static void step(
            OpenAPI api, PathItem item, Map<String, Object> example, String words) {
        Operation post = item.getPOST();
        named(item, post);
        Described.refuse(post, OF_STEPS);
        Described.body(api, post, "Why; the body may be left out.");
        accepted(post, example, words);
    }

    private static void accepted(Operation post, Map<String, Object> example, String words) {
        Described.answer(post, "202", words, SCHEMA, example).addHeader("Location", place());
    }

    private static void one(PathItem item) {
        Operation get = item.getGET();
        named(item, get);
        Described.refuse(get, OF_ONE);
        APIResponse good =
                Described.answer(
                        get,
                        "200",
                        "The closure; as text/event-stream again and again, until it has ended.",
                        SCHEMA,
                        closure("running", ""));
        good.getContent()
                .addMediaType(
                        "text/event-stream",
                        OASFactory.createMediaType()
                                .schema(Described.text())
                                .example("data:{\"id\":\"" + ID + "\",\"state\":\"running\"}\n\n"));
    }

    private static void items(PathItem item) {
        Operation get = item.getGET();
        named(item, get);
        pages(item, get, 100);
        Described.parameter(item, get, "state", "Only alerts in this state.", "skipped-drift");
        Described.refuse(get, OF_ONE);
        Described.answer(
                        get,
                        "200",
                        "Alerts in the order of the preview; next is where the following page begins."
                                + " As text/csv all of them.",
                        "ClosureItems",
                        Described.page(List.of(alert())))
                .getContent()
                .addMediaType("text/csv", file("row,compositeId,outcome\r\n"));
    }

    private static void report(PathItem item) {
        Operation get = item.getGET();
        named(item, get);
        Described.parameter(
                item, get, "format", "json, csv or markdown, in place of Accept.", "csv");
        Described.refuse(get, OF_ONE);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", "2026-11-20T08:10:00.123Z");
        report.put(
                "coverage",
                "415 alerts looked at, 3 left out; of 412 to be written 412 have come to an end.");
        report.put("closure", closure("succeeded", ""));
        report.put("items", List.of(alert()));
        var content =
                Described.answer(
                                get,
                                "200",
                                "The closure and all its alerts, as they stand now.",
                                "ClosureReport",
                                report)
                        .getContent();
        content.addMediaType("text/csv", file("row,compositeId,outcome\r\n"));
        content.addMediaType("text/markdown", file("# Closure\n"));
    }

    private static MediaType file(String example) {
        return OASFactory.createMediaType().schema(Described.text()).example(example);
    }

    private static Map<String, Object> alert() {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("compositeId", "9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a:ind:0123456789abcdef:1-2-3");
        alert.put("state", "skipped-drift");
        alert.put("matched", "sha256");
        alert.put("former", Map.of("status", "new", "tags", List.of(), "assignedTo", ""));
        alert.put("message", "It changed since the preview: assignment.");
        return alert;
    }

    private static void named(PathItem item, Operation operation) {
        Described.parameter(item, operation, "tenant", "The customer, by its name.", "acme");
        Described.parameter(item, operation, "id", "The closure, by the id of its preview.", ID);
    }

    private static void pages(PathItem item, Operation get, int usual) {
        Described.parameter(
                item,
                get,
                "limit",
                "Most of them on a page, from 1 to 1000.",
                String.valueOf(usual));
        Described.parameter(item, get, "after", "next of the answer before.", "aXRlbSA0Mg");
    }

    private static org.eclipse.microprofile.openapi.models.headers.Header place() {
        return OASFactory.createHeader()
                .description("Where the closure is.")
                .schema(Described.text());
    }

    private static Map<String, Object> previewed() {
        Map<String, Object> preview = new LinkedHashMap<>();
        preview.put("id", ID);
        preview.put("tenant", "acme");
        preview.put("state", "queued");
        preview.put("waitsFor", "confirm");
        preview.put("confirmToken", "kq3c0Yt3Jb0m...");
        preview.put("expiresAt", "2026-11-20T08:15:00.123Z");
        preview.put("total", 412);
        preview.put("examined", 415);
        preview.put("digest", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        preview.put("requires", "confirm");
        preview.put("breakdown", Map.of("hash", Map.of(Described.SHA256, 412)));
        preview.put("excluded", List.of(Map.of("reason", "critical", "count", 3)));
        preview.put("sample", List.of());
        return preview;
    }

    private static Map<String, Object> reverting() {
        Map<String, Object> revert = closure("queued", "");
        revert.put("id", REVERT_ID);
        revert.put("revertOf", ID);
        return revert;
    }

    private static Map<String, Object> closure(String state, String waitsFor) {
        int done = state.equals("succeeded") ? 412 : state.equals("running") ? 250 : 0;
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("closed", done);
        counts.put("already", 0);
        counts.put("skippedDrift", 0);
        counts.put("notFound", 0);
        counts.put("failed", 0);
        counts.put("inFlight", 0);
        counts.put("remaining", 412 - done);
        Map<String, Object> closure = new LinkedHashMap<>();
        closure.put("id", ID);
        closure.put("tenant", "acme");
        closure.put("state", state);
        if (!waitsFor.isEmpty()) {
            closure.put("waitsFor", waitsFor);
        }
        closure.put("counts", counts);
        closure.put("progress", Map.of("done", done, "total", 412, "perSecond", 0.0));
        closure.put("total", 412);
        closure.put("createdBy", "ann");
        closure.put("reason", "CHG-42");
        closure.put("createdAt", "2026-11-20T08:00:00.123Z");
        return closure;
    }
}
