package io.ropewalk.alertops.report.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Questions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.Style;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes counts in the API's document from what reads their parameters. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class SummaryDescriptions implements OASFilter {
    private static final String PREFIX = "/v1/tenants/{tenant}/reports/";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        describe(
                api,
                "hashes",
                SummaryResource.parameters(Questions.describedDetections()),
                "Alerts per SHA-256, over all alerts there are: each is read once, so this takes a"
                        + " second or so for a thousand of them. coverage says what was read; what"
                        + " was not is never claimed. total counts alerts by sha256,"
                        + " entities.sha256 and entity_values.sha256s, one in several of them once;"
                        + " elsewhere those that have the hash among quarantined files or as the"
                        + " value of an indicator only; hashes of parent processes do not count.",
                hashes());
        describe(
                api,
                "trend",
                List.of(SummaryResource.DAYS, SummaryResource.BY),
                "How many alerts were created on each day (UTC), counted by Falcon.",
                trend());
        written(api);
    }

    /** Counts of hashes are also had in formats for other programs, and for people. */
    private static void written(OpenAPI api) {
        api.getPaths()
                .getPathItem(PREFIX + "hashes")
                .getGET()
                .getResponses()
                .getAPIResponse("200")
                .getContent()
                .addMediaType(
                        ReportFormat.CSV_TYPE,
                        OASFactory.createMediaType()
                                .schema(text())
                                .example("row,tenant,sha256,total\r\n"))
                .addMediaType(
                        ReportFormat.MARKDOWN_TYPE,
                        OASFactory.createMediaType()
                                .schema(text())
                                .example("| SHA-256 | alerts |\n|---|---|\n"));
    }

    private static void describe(
            OpenAPI api, String path, List<Parameter> parameters, String says, Object example) {
        var item = api.getPaths().getPathItem(PREFIX + path);
        if (item == null || item.getGET() == null) {
            throw new IllegalStateException("There is no path " + PREFIX + path + ".");
        }
        Operation get = item.getGET();
        List<org.eclipse.microprofile.openapi.models.parameters.Parameter> all = new ArrayList<>();
        all.add(tenant());
        parameters.forEach(it -> all.add(parameter(it)));
        item.setParameters(null);
        get.setParameters(all);
        get.setDescription(says);
        describe(get.getResponses(), example);
    }

    private static org.eclipse.microprofile.openapi.models.parameters.Parameter tenant() {
        return OASFactory.createParameter()
                .name("tenant")
                .in(In.PATH)
                .required(true)
                .description(
                        "A customer; several with commas between; * for all this service may work for.")
                .schema(text().examples(List.of("acme")));
    }

    private static org.eclipse.microprofile.openapi.models.parameters.Parameter parameter(
            Parameter parameter) {
        Schema one = schema(parameter);
        var described =
                OASFactory.createParameter()
                        .name(parameter.name())
                        .in(In.QUERY)
                        .required(false)
                        .description(parameter.says());
        return parameter.many()
                ? described
                        .explode(true)
                        .style(Style.FORM)
                        .schema(
                                OASFactory.createSchema()
                                        .type(List.of(Schema.SchemaType.ARRAY))
                                        .items(one)
                                        .maxItems(Questions.MOST_VALUES))
                : described.schema(one);
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

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }

    private static void describe(APIResponses responses, Object example) {
        var content =
                OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(
                                                OASFactory.createSchema()
                                                        .type(List.of(Schema.SchemaType.OBJECT)))
                                        .example(example));
        responses.addAPIResponse(
                "200",
                OASFactory.createAPIResponse()
                        .description("Counts, and what they are over.")
                        .content(content));
    }

    private static Object hashes() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sha256", "2f7a8c0d4e6b1a3c5e7f9b1d3f5a7c9e1b3d5f7a9c1e3b5d7f9a1c3e5b7d9f1a");
        row.put("total", 12_500);
        row.put("elsewhere", 0);
        row.put("byStatus", Map.of("new", 12_000, "in_progress", 500));
        row.put("hosts", Map.of("count", 310, "exact", true));
        row.put("firstSeen", "2026-10-22T06:00:00.123456789Z");
        return Map.of(
                "kind",
                "hashes",
                "state",
                "succeeded",
                "summary",
                "120,000 alerts read of 120,000; 98,412 carry a hash.",
                "items",
                List.of(row));
    }

    private static Object trend() {
        return Map.of(
                "by",
                "severity",
                "days",
                List.of(Map.of("day", "2026-11-20", "total", 41, "counts", Map.of("high", 41))),
                "total",
                41);
    }
}
