package io.ropewalk.alertops.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.simulator.issuer.Issuer;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's API as its users reach it, and the simulated Falcon as a test moves it. */
public final class Api {
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

    /** An action at the customer {@code acme}. */
    public static ValidatableResponse act(String role, String slug, String body) {
        return as(role).body(body).post(of("acme") + "/actions/" + slug).then();
    }

    /** A control path of the simulator, such as {@code /_sim/alerts}. */
    public static ValidatableResponse sim(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(falcon() + path).then();
    }

    /** The oldest alerts of {@code acme}. */
    public static List<String> alertIds(int count) {
        return given().get(falcon() + "/_sim/alerts?tenant=acme&limit=" + count)
                .then()
                .statusCode(200)
                .extract()
                .path("items.composite_id");
    }

    public static String falcon() {
        return ConfigProvider.getConfig().getValue(ServiceResource.FALCON, String.class);
    }
}
