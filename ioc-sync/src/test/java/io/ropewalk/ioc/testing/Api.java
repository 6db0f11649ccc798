package io.ropewalk.ioc.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.simulator.issuer.Issuer;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's API as its users reach it, and OpenCTI as a test moves it. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Api() {}

    public static RequestSpecification as(String role) {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return given().auth()
                .oauth2(Issuer.ofPrivateKey(key).token(role))
                .contentType(ContentType.JSON);
    }

    public static String of(String tenant) {
        return "/v1/tenants/" + tenant;
    }

    public static JsonPath mirror() {
        return as("viewer").get(of("acme") + "/mirror").then().statusCode(200).extract().jsonPath();
    }

    /** Waits until the mirror is as it should be. */
    public static JsonPath mirror(Predicate<JsonPath> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(Api::mirror, wanted);
    }

    /** An event of the stream, now. */
    public static void event(String name, String type, String indicator) {
        long at = System.currentTimeMillis();
        raw(
                "id: %d-0\nevent: %s\ndata: {\"type\":\"%s\",\"data\":%s}\n\n"
                        .formatted(at, name, type, indicator));
    }

    public static void raw(String frame) {
        given().body(frame).post(openCti() + "/_send").then().statusCode(200);
    }

    public static String asked() {
        return given().get(openCti() + "/_asked").asString();
    }

    public static String openCti() {
        return ConfigProvider.getConfig().getValue(ServiceResource.OPENCTI, String.class);
    }

    public static String indicator(String id, String modified, String domain) {
        return """
        {"type":"indicator","id":"%s","modified":"%s","pattern_type":"stix","name":"%s",\
        "pattern":"[domain-name:value = '%s']"}\
        """
                .formatted(id, modified, domain, domain);
    }
}
