package io.ropewalk.alertops.app;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** What descriptions of all kinds of operations are put together from. */
final class Described {
    static final String JSON = "application/json";
    static final String SHA256 = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private static final String PROBLEM = "application/problem+json";

    private Described() {}

    /** Adds what can come in place of an answer. */
    static void refuse(Operation operation, List<Refusal> refusals) {
        operation.getResponses().removeAPIResponse("default");
        for (Refusal refusal : refusals) {
            MediaType content =
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
            for (Refusal.Sample sample : refusal.samples()) {
                Example example =
                        OASFactory.createExample().value(sample.problem(refusal.status()));
                content.addExample(sample.name(), example);
            }
            APIResponse response =
                    OASFactory.createAPIResponse()
                            .description(refusal.words())
                            .content(OASFactory.createContent().addMediaType(PROBLEM, content));
            if (refusal.status() == Refusal.USED_UP.status()) {
                response.addHeader(
                        "Retry-After",
                        OASFactory.createHeader()
                                .description("Of a guard: seconds until there is room again.")
                                .schema(number()));
            }
            operation.getResponses().addAPIResponse(String.valueOf(refusal.status()), response);
        }
    }

    /** Replaces what is said of a good answer. */
    static APIResponse answer(
            Operation operation, String status, String words, String schema, Object example) {
        operation.getResponses().removeAPIResponse("200");
        APIResponse response =
                OASFactory.createAPIResponse()
                        .description(words)
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(
                                                JSON,
                                                OASFactory.createMediaType()
                                                        .schema(
                                                                OASFactory.createSchema()
                                                                        .ref(schema))
                                                        .example(example)));
        operation.getResponses().addAPIResponse(status, response);
        return response;
    }

    /** Says what a parameter is, where it is one of the operation's or of its path's. */
    static void parameter(
            PathItem item, Operation operation, String name, String words, Object example) {
        describe(item.getParameters(), name, words, example);
        describe(operation.getParameters(), name, words, example);
    }

    private static void describe(
            List<Parameter> parameters, String name, String words, Object example) {
        if (parameters == null) {
            return;
        }
        parameters.stream()
                .filter(it -> name.equals(it.getName()))
                .forEach(it -> it.description(words).example(example));
    }

    /** Puts the example of a body's schema beside the body, and words. */
    static void body(OpenAPI api, Operation operation, String words) {
        MediaType body = operation.getRequestBody().getContent().getMediaType(JSON);
        Schema schema = resolved(api, body.getSchema());
        operation.getRequestBody().setDescription(words);
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            body.setExample(schema.getExamples().getFirst());
        }
    }

    /** Says what a member is, where nothing is said yet. */
    static void say(Schema schema, String member, String words) {
        Schema found = schema.getProperties().get(member);
        if (found != null && found.getDescription() == null && found.getRef() == null) {
            found.setDescription(words);
        }
    }

    /**
     * Puts the rules of texts that stand at a member which is a list or a map of lists where they
     * belong: an annotation cannot be put on what is inside.
     */
    static void items(Schema schema) {
        if (schema.getProperties() == null) {
            return;
        }
        for (Schema member : schema.getProperties().values()) {
            Schema each = member.getItems();
            if (each != null && each.getRef() == null) {
                each.minLength(member.getMinLength())
                        .maxLength(member.getMaxLength())
                        .pattern(member.getPattern());
                member.minLength(null).maxLength(null).pattern(null);
            }
            Schema list = member.getAdditionalPropertiesSchema();
            if (list != null && list.getItems() != null) {
                list.minItems(member.getMinItems());
                member.minItems(null);
            }
        }
    }

    static Schema resolved(OpenAPI api, Schema schema) {
        String reference = schema.getRef();
        return reference == null
                ? schema
                : api.getComponents()
                        .getSchemas()
                        .get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    static Parameter key() {
        return OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .description(
                        "1 to 100 visible ASCII characters, such as a UUID. A request sent again with"
                                + " the same key is done once and answered the same, for a day.")
                .schema(text().minLength(1).maxLength(100))
                .example("7b1f2c9e-3f64-4a0b-9c56-0a9a3d1c9f11");
    }

    static Map<String, Object> page(List<Map<String, Object>> items) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("next", null);
        return page;
    }

    static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }

    static Schema number() {
        return OASFactory.createSchema().type(List.of(SchemaType.INTEGER)).minimum(BigDecimal.ZERO);
    }
}
