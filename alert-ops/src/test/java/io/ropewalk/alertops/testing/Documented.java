package io.ropewalk.alertops.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.ropewalk.simulator.issuer.Issuer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Looks at each answer of a path of closures or reports: the API's document has to have its status,
 * with its type of content.
 */
public final class Documented implements Filter {
    private static final Pattern LOOKED_AT =
            Pattern.compile("/v1/tenants/[^/]+/(closures|reports)(/.*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** The document's paths; the same for every configuration of the service. */
    private static final Map<String, JsonNode> PATHS = new ConcurrentHashMap<>();

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        Response response = context.next(request, specification);
        String path =
                request.getURI().replaceFirst("^https?://[^/]+", "").replaceFirst("[?].*", "");
        if (LOOKED_AT.matcher(path).matches()) {
            operation(request.getMethod(), path)
                    .ifPresent(it -> look(request.getMethod() + " " + path, it, response));
        }
        return response;
    }

    private static void look(String what, JsonNode operation, Response response) {
        String status = String.valueOf(response.statusCode());
        JsonNode answer = operation.path("responses").path(status);
        assertThat(answer.isObject())
                .as("%s answered %s, which is not in the document", what, status)
                .isTrue();
        String type = response.contentType() == null ? "" : response.contentType();
        String plain = type.replaceFirst(";.*", "").strip();
        assertThat(plain.isEmpty() || answer.path("content").has(plain))
                .as("%s answered %s with %s, which is not in the document", what, status, plain)
                .isTrue();
    }

    /** That of the path with the fewest variables; none of a path or method there is not. */
    private static Optional<JsonNode> operation(String method, String path) {
        return paths().entrySet().stream()
                .filter(it -> matches(it.getKey(), path))
                .min(
                        Comparator.comparingLong(
                                it -> VARIABLE.matcher(it.getKey()).results().count()))
                .map(it -> it.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
    }

    private static boolean matches(String template, String path) {
        return path.matches(VARIABLE.matcher(template).replaceAll("[^/]+"));
    }

    private static Map<String, JsonNode> paths() {
        if (PATHS.isEmpty()) {
            read().properties().forEach(it -> PATHS.put(it.getKey(), it.getValue()));
        }
        return PATHS;
    }

    private static JsonNode read() {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        String text =
                given().auth()
                        .oauth2(Issuer.ofPrivateKey(key).token("viewer"))
                        .get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        try {
            return new ObjectMapper().readTree(text).path("paths");
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
