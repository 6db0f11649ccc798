package io.ropewalk.alertops.surface;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document tells all there is to tell of every operation. That it has every status that
 * comes is looked at by the table of answers, whenever one comes.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class DocumentTest {
    private static final String PREVIEW = "/v1/tenants/{tenant}/closures";
    private static final String ORDER = "/v1/tenants/{tenant}/reports";

    /** By the tests of closures, reports and the page. */
    private static final List<String> FURTHER =
            List.of(
                    "get " + PREVIEW,
                    "post " + PREVIEW,
                    "get " + PREVIEW + "/{id}",
                    "get " + PREVIEW + "/{id}/items",
                    "get " + PREVIEW + "/{id}/report",
                    "post " + PREVIEW + "/{id}/execute",
                    "post " + PREVIEW + "/{id}/approve",
                    "post " + PREVIEW + "/{id}/pause",
                    "post " + PREVIEW + "/{id}/resume",
                    "post " + PREVIEW + "/{id}/cancel",
                    "post " + PREVIEW + "/{id}/revert",
                    "get " + ORDER,
                    "post " + ORDER,
                    "get " + ORDER + "/{id}",
                    "get " + ORDER + "/hashes",
                    "get " + ORDER + "/trend",
                    "get /v1/services",
                    "get /v1/session",
                    "get /v1/tenants");

    private final List<String> missing = new ArrayList<>();

    private void need(boolean there, Object... what) {
        if (!there) {
            missing.add(Arrays.toString(what));
        }
    }

    @Test
    void everyOperationIsARowOfTheTableOrIsTestedByItsOwnTests() {
        List<String> known =
                Stream.concat(
                                Arrays.stream(Row.values())
                                        .map(it ->
                                                (it.isAction() ? "post " : "get ")
                                                        + it.documented()),
                                FURTHER.stream())
                        .toList();
        assertThat(Surface.read().operations())
                .extracting(Surface.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyOperationParameterAndAnswerIsDescribedAndHasAnExample() {
        Surface surface = Surface.read();
        for (Surface.Operation operation : surface.operations()) {
            JsonNode found = surface.of(operation);
            need(found.path("description").asText().length() > 10, operation, "description");
            for (JsonNode parameter : operation.parameters()) {
                need(parameter.hasNonNull("description"), operation, parameter.path("name"));
                need(
                        parameter.path("in").asText().equals("query")
                                || parameter.has("example")
                                || surface.resolved(parameter.path("schema")).has("examples"),
                        operation,
                        parameter.path("name"),
                        "example");
            }
            found.path("responses")
                    .properties()
                    .forEach(it -> response(surface, operation, it.getKey(), it.getValue()));
        }
        assertThat(missing).isEmpty();
    }

    private void response(
            Surface surface, Surface.Operation operation, String status, JsonNode response) {
        need(response.path("description").asText().length() > 10, operation, status, "description");
        need(!response.path("content").isEmpty(), operation, status, "content");
        for (Map.Entry<String, JsonNode> content : response.path("content").properties()) {
            JsonNode body = content.getValue();
            need(!body.path("schema").isEmpty(), operation, status, content.getKey(), "schema");
            boolean problem = content.getKey().equals("application/problem+json");
            need(problem == !status.startsWith("2"), operation, status, content.getKey());
            if (problem) {
                need(
                        surface.resolved(body.path("schema")).path("properties").has("category"),
                        operation,
                        status,
                        "problem");
                need(!body.path("examples").isEmpty(), operation, status, "example");
                for (JsonNode example : body.path("examples")) {
                    need(
                            example.at("/value/status").asText().equals(status),
                            operation,
                            status,
                            example);
                }
            } else if (!operation.path().endsWith("/audit")
                    || content.getKey().equals("application/json")) {
                need(body.has("example"), operation, status, content.getKey(), "example");
            }
        }
    }

    @Test
    void theExampleOfARequestIsOneThatIsTaken() {
        Surface surface = Surface.read();
        for (Row row : Row.values()) {
            if (!row.isAction()) {
                continue;
            }
            JsonNode example = example(surface, row.documented());
            int status = row.send(Column.TENANT, example.toString()).extract().statusCode();
            need(status == (row.kind == Row.Kind.GONE ? 410 : 200), row, status, example);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theExamplesOfClosuresAndReportsAreTakenToo() {
        Surface surface = Surface.read();
        for (String path : List.of(PREVIEW, ORDER)) {
            Api.as("responder")
                    .body(example(surface, path).toString())
                    .post(path.replace("{tenant}", Column.TENANT))
                    .then()
                    .statusCode(path.equals(PREVIEW) ? 201 : 202);
        }
        for (String step : List.of("execute", "approve", "pause", "resume", "cancel", "revert")) {
            Api.as("responder")
                    .body(example(surface, PREVIEW + "/{id}/" + step).toString())
                    .post(PREVIEW.replace("{tenant}", Column.TENANT) + "/none/" + step)
                    .then()
                    .statusCode(404);
        }
        assertThat(missing).isEmpty();
    }

    /** The example of a request; all that it may hold is described. */
    private JsonNode example(Surface surface, String path) {
        JsonNode body = surface.at(path).at("/post/requestBody");
        JsonNode content = body.at("/content/application~1json");
        need(content.path("example").isObject(), path, "example of a request");
        need(body.path("description").isTextual(), path, "description of the body");
        JsonNode schema = surface.resolved(content.path("schema"));
        need(!schema.path("properties").isEmpty(), path, "members");
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            need(described(surface, member.getValue()), path, member.getKey(), "description");
        }
        return content.path("example");
    }

    /** In words, or by the words it takes. */
    private static boolean described(Surface surface, JsonNode schema) {
        return schema.hasNonNull("description")
                || surface.resolved(schema).hasNonNull("description")
                || !surface.resolved(schema).path("enum").isEmpty();
    }

    @Test
    void aPersonMayReadItWithATokenOnly() {
        given().get("/q/openapi").then().statusCode(401);
        Api.as("viewer").get("/q/openapi").then().statusCode(200);
    }
}
