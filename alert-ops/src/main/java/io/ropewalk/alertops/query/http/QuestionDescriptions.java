package io.ropewalk.alertops.query.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Describes the questions in the API's document from what reads them, so that the two cannot
 * differ.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class QuestionDescriptions implements OASFilter {
    private static final String PREFIX = "/v1/tenants/{tenant}/";
    private static final String ALERTS = "alerts";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        for (Question<?> question : Questions.described()) {
            describe(api, question.name(), question, question.says());
            if (question.name().equals("detections")) {
                describe(
                        api,
                        ALERTS,
                        question,
                        "The alerts of one aggregate, which are what behaviors were; aggregateId is"
                                + " needed.");
            }
        }
    }

    private static void describe(
            OpenAPI api, String path, Question<?> question, String description) {
        var item = api.getPaths().getPathItem(PREFIX + path);
        if (item == null || item.getGET() == null) {
            throw new IllegalStateException("There is no path for the question " + path + ".");
        }
        Operation get = item.getGET();
        List<org.eclipse.microprofile.openapi.models.parameters.Parameter> all = new ArrayList<>();
        all.add(tenant());
        for (Parameter parameter : Answers.parameters(question)) {
            boolean needed = path.equals(ALERTS) && parameter.name().equals("aggregateId");
            all.add(parameter(parameter, needed));
        }
        item.setParameters(null);
        get.setParameters(all);
        get.setDescription(description);
        APIResponses responses = get.getResponses();
        responses.addAPIResponse("200", found(question));
    }

    private static org.eclipse.microprofile.openapi.models.parameters.Parameter tenant() {
        return OASFactory.createParameter()
                .name("tenant")
                .in(org.eclipse.microprofile.openapi.models.parameters.Parameter.In.PATH)
                .required(true)
                .description(
                        "A customer; several with commas between; * for all this service may work for.")
                .schema(text().examples(List.of("acme")));
    }

    private static org.eclipse.microprofile.openapi.models.parameters.Parameter parameter(
            Parameter parameter, boolean needed) {
        Schema one = schema(parameter);
        var described =
                OASFactory.createParameter()
                        .name(parameter.name())
                        .in(org.eclipse.microprofile.openapi.models.parameters.Parameter.In.QUERY)
                        .required(needed)
                        .description(parameter.says());
        if (parameter.many()) {
            described
                    .explode(true)
                    .style(org.eclipse.microprofile.openapi.models.parameters.Parameter.Style.FORM)
                    .schema(
                            OASFactory.createSchema()
                                    .type(List.of(Schema.SchemaType.ARRAY))
                                    .items(one)
                                    .maxItems(Questions.MOST_VALUES));
        } else {
            described.schema(one);
        }
        if (!parameter.example().isEmpty()) {
            described.example(example(parameter));
        }
        return described;
    }

    private static Object example(Parameter parameter) {
        Object value =
                switch (parameter.kind()) {
                    case NUMBER -> new BigDecimal(parameter.example());
                    case FLAG -> Boolean.valueOf(parameter.example());
                    case WORD, TEXT, FORMED, TIME -> parameter.example();
                };
        return parameter.many() ? List.of(value) : value;
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }

    private static Schema schema(Parameter parameter) {
        return switch (parameter.kind()) {
            case WORD -> text().enumeration(new ArrayList<>(parameter.words()));
            case TEXT -> text().minLength(1);
            case FORMED -> text().pattern("^(" + parameter.form() + ")$");
            case TIME -> text().format("date-time");
            case FLAG -> OASFactory.createSchema().type(List.of(Schema.SchemaType.BOOLEAN));
            case NUMBER ->
                    OASFactory.createSchema()
                            .type(List.of(Schema.SchemaType.INTEGER))
                            .minimum(BigDecimal.valueOf(parameter.least()))
                            .maximum(BigDecimal.valueOf(parameter.most()));
        };
    }

    private static APIResponse found(Question<?> question) {
        return OASFactory.createAPIResponse()
                .description(
                        "What was found. CSV has the columns "
                                + String.join(", ", Answers.columns(question))
                                + ".")
                .content(content(question));
    }

    private static Content content(Question<?> question) {
        Schema answer = object();
        Schema items =
                OASFactory.createSchema().type(List.of(Schema.SchemaType.ARRAY)).items(object());
        answer.addProperty("items", items)
                .addProperty(
                        "next",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.STRING, Schema.SchemaType.NULL)))
                .addProperty(
                        "total", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                .addProperty("tenants", texts())
                .addProperty("filter", text())
                .addProperty("warnings", texts())
                .addProperty(
                        "failures",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .items(
                                        object().addProperty("tenant", text())
                                                .addProperty("category", text())
                                                .addProperty("message", text())
                                                .addProperty("missingScope", text())
                                                .addProperty("traceId", text())))
                .addProperty("traceId", text())
                .required(List.of("items", "next", "tenants", "filter", "warnings"));
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType().schema(answer).example(example(question)))
                .addMediaType(
                        Format.CSV_TYPE,
                        OASFactory.createMediaType().schema(text()).example(csv(question)))
                .addMediaType(
                        Format.NDJSON_TYPE,
                        OASFactory.createMediaType()
                                .schema(text())
                                .example("{\"tenant\":\"acme\"}\n"));
    }

    private static String csv(Question<?> question) {
        return String.join(",", Answers.columns(question)) + "\r\n";
    }

    private static Object example(Question<?> question) {
        return Map.of(
                "items",
                List.of(Map.of("tenant", "acme", question.columns().getFirst().name(), "...")),
                "tenants",
                List.of("acme"),
                "filter",
                "",
                "warnings",
                List.of());
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT));
    }

    private static Schema texts() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.ARRAY)).items(text());
    }
}
