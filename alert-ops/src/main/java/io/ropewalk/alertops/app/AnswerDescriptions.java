package io.ropewalk.alertops.app;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.work.ActionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to every operation of the API's document what all of its kind have in common: what can come
 * in place of an answer, examples, and the words for what every request may hold.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class AnswerDescriptions implements OASFilter {
    private static final String TENANT = "/v1/tenants/{tenant}/";
    private static final String ACTIONS = TENANT + "actions/";
    private static final String AUDIT = TENANT + "audit";

    private static final Set<String> QUESTIONS =
            Stream.concat(Questions.described().stream().map(Question::name), Stream.of("alerts"))
                    .map(TENANT::concat)
                    .collect(Collectors.toUnmodifiableSet());

    private static final String HOST = "0123456789abcdef0123456789abcdef";
    private static final String TRACE = "5f0c9b1e-8a0e-4c3d-9d1e-6f1c0a7b2d3e";

    /** What most bodies may hold. */
    private static final Map<String, String> MEMBERS =
            Map.of(
                    "ids", "What it is about; the answer has an item for each, in this order.",
                    "resources", "What to make or change; the answer has an item for each.",
                    "dryRun", "Answers what would be done, and changes nothing.",
                    "reason", "Why; stands in the audit. Needed to pass a guard.",
                    "past", "Guards to pass, by the names that refusals tell; takes an admin.");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().getSchemas().values().forEach(Described::items);
        api.getComponents().addSchema("Problem", problem());
        api.getPaths().getPathItems().forEach((path, item) -> describe(api, path, item));
    }

    private static void describe(OpenAPI api, String path, PathItem item) {
        if (path.startsWith(ACTIONS)) {
            ActionKind kind = ActionKind.of(path.substring(ACTIONS.length())).orElseThrow();
            describe(api, kind, item.getPOST());
            tenant(item, item.getPOST());
        } else if (path.startsWith(AUDIT)) {
            Described.refuse(item.getGET(), Refusal.OF_THE_AUDIT);
            answer(item.getGET(), path.equals(AUDIT) ? lines() : verification());
            tenant(item, item.getGET());
        } else if (QUESTIONS.contains(path)) {
            Described.refuse(item.getGET(), Refusal.OF_QUESTIONS);
        } else if (path.startsWith(TENANT + "closures")) {
            ClosureDescriptions.describe(api, path.substring(TENANT.length()), item);
        } else if (path.startsWith(TENANT + "reports")) {
            ReportDescriptions.describe(api, path.substring(TENANT.length()), item);
        } else {
            PageDescriptions.describe(path, item.getGET());
        }
    }

    private static void describe(OpenAPI api, ActionKind kind, Operation post) {
        post.getResponses().removeAPIResponse("default");
        switch (kind) {
            case GET_INCIDENTS, GET_BEHAVIORS -> {
                post.getResponses().removeAPIResponse("200");
                Described.refuse(post, Refusal.OF_ENDED_ACTIONS);
            }
            default -> {
                Described.refuse(post, Refusal.OF_ACTIONS);
                answer(post, items(kind));
            }
        }
        if (kind.writes()) {
            Described.refuse(post, List.of(Refusal.KEY_REUSED));
            post.addParameter(Described.key());
        }
        MediaType body = post.getRequestBody().getContent().getMediaType(Described.JSON);
        Schema schema = Described.resolved(api, body.getSchema());
        post.getRequestBody().setDescription("What to do it to, and how.");
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            body.setExample(schema.getExamples().getFirst());
        }
        MEMBERS.forEach((name, words) -> Described.say(schema, name, words));
    }

    private static void tenant(PathItem item, Operation operation) {
        List<Parameter> all = new ArrayList<>();
        if (item.getParameters() != null) {
            all.addAll(item.getParameters());
        }
        if (operation.getParameters() != null) {
            all.addAll(operation.getParameters());
        }
        all.stream()
                .filter(it -> it.getIn() == Parameter.In.PATH)
                .forEach(it -> it.description("The customer, by its name.").example("acme"));
    }

    private static void answer(Operation operation, Map<String, Object> example) {
        APIResponse good = operation.getResponses().getAPIResponse("200");
        good.setDescription(
                example.containsKey("sound")
                        ? "Whether the chain is sound, and how far."
                        : "The items, in order; next is where the following page begins, if there"
                                + " is one.");
        good.getContent().getMediaType(Described.JSON).setExample(example);
    }

    private static Map<String, Object> items(ActionKind kind) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id(kind));
        item.put("outcome", "done");
        item.put("traceId", TRACE);
        Map<String, Object> absent = new LinkedHashMap<>();
        absent.put("id", id(kind).replace("0123", "3210"));
        absent.put("outcome", "not-found");
        absent.put("category", "not-found");
        absent.put("message", "Falcon has none of this id.");
        absent.put("traceId", TRACE);
        return Described.page(List.of(item, absent));
    }

    private static String id(ActionKind kind) {
        return switch (kind) {
            case ADD_NEW_COMMENT_TO_ALERT, UPDATE_ALERT_STATUS, GET_ALERTS_V2 ->
                    "9f2c4e6a8b0d1f3e5c7a9b1d3f5e7c9a:ind:" + HOST + ":1-2-3";
            case CREATE_PREVENTION_POLICIES -> "Kiosks 0123";
            default -> HOST;
        };
    }

    private static Map<String, Object> lines() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("number", 42);
        line.put("at", "2026-11-20T08:00:00.123Z");
        line.put("tenant", "acme");
        line.put("actor", "ann");
        line.put("via", "http");
        line.put("operation", "isolate_endpoints");
        line.put("phase", "done");
        line.put("marker", "0f3b5d7a9c1e");
        line.put("dryRun", false);
        line.put("reason", "CHG-42");
        line.put("targets", List.of(HOST));
        line.put("targetCount", 1);
        line.put("outcomes", Map.of("done", 1));
        line.put("traceIds", List.of(TRACE));
        line.put("detail", "");
        line.put("hash", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        return Described.page(List.of(line));
    }

    private static Map<String, Object> verification() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("lines", 42);
        found.put("sound", true);
        found.put("brokenAt", null);
        found.put("lastHash", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        return found;
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT))
                .description("A problem of RFC 9457: why nothing, or not all, was done.")
                .addProperty(
                        "type", Described.text().format("uri").description("Ends in the category."))
                .addProperty("title", Described.text().description("The category, for a person."))
                .addProperty("status", Described.number().description("The HTTP status."))
                .addProperty("detail", Described.text().description("What to do, in a sentence."))
                .addProperty(
                        "category",
                        Described.text()
                                .description("The same word as in metrics and logs.")
                                .enumeration(
                                        List.of(
                                                "throttled",
                                                "auth",
                                                "guard",
                                                "scope-missing",
                                                "bad-request",
                                                "not-found",
                                                "conflict",
                                                "gone-upstream",
                                                "vendor-down",
                                                "network",
                                                "timeout",
                                                "bug")))
                .addProperty(
                        "traceId",
                        Described.text().description("Of Falcon's answer behind it, if any."))
                .addProperty(
                        "missingScope",
                        Described.text().description("Of scope-missing: the API scope to grant."))
                .addProperty(
                        "rule", Described.text().description("Of a guard: its name, for past."))
                .addProperty(
                        "instead",
                        Described.text().description("Of gone-upstream: the path to ask."))
                .required(List.of("type", "title", "status", "detail", "category"));
    }
}
