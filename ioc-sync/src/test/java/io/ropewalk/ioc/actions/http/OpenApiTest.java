package io.ropewalk.ioc.actions.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.ioc.testing.Api;
import io.ropewalk.ioc.testing.ServiceResource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down for clients is what the service takes. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class OpenApiTest {

    @Test
    void theDocumentIsAsClosedAsTheApi() {
        given().get("/q/openapi").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block_ioc",
                "monitor_ioc",
                "push_iocs_for_prevention",
                "push_iocs_for_detection",
                "create_indicators",
                "update_indicators",
                "delete_indicators",
                "get_indicators",
                "search_indicators",
                "get_ioc_actions",
                "get_indicators_report"
            })
    void everyActionTakesTheMembersOfItsSchema(String slug) {
        String detail = refusal(slug, "{\"no_such_member\":1}");
        assertThat(detail).startsWith("no_such_member is no argument of this action; it takes ");
        assertThat(members(schemaOf(slug))).isEqualTo(listed(detail, "it takes "));
    }

    @Test
    void anIndicatorHasTheMembersOfItsSchema() {
        String detail =
                Api.as("admin")
                        .body("{\"indicators\":[{\"no_such_member\":1}]}")
                        .post(Api.of("other") + "/actions/create_indicators")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("items[0].message");
        assertThat(members("Indicator")).isEqualTo(listed(detail, "there are "));
    }

    private static String refusal(String slug, String body) {
        return Api.as("admin")
                .body(body)
                .post(Api.of("other") + "/actions/" + slug)
                .then()
                .statusCode(400)
                .extract()
                .path("detail");
    }

    private static Set<String> listed(String detail, String before) {
        String list = detail.substring(detail.indexOf(before) + before.length());
        return new TreeSet<>(Arrays.asList(list.substring(0, list.length() - 1).split(", ")));
    }

    private static String schemaOf(String slug) {
        String reference =
                document()
                        .getString(
                                ("paths.'/v1/tenants/{tenant}/actions/%s'.post.requestBody.content"
                                                + ".'*/*'.schema.'$ref'")
                                        .formatted(slug));
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static Set<String> members(String schema) {
        Map<String, Object> properties =
                document().getMap("components.schemas.%s.properties".formatted(schema));
        return new TreeSet<>(properties.keySet());
    }

    private static JsonPath document() {
        return Api.as("viewer")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
