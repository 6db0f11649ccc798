package io.ropewalk.alertops.surface;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path that is there, asked by a method it does not take. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class OtherMethodsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /v1/tenants/acme/closures         | GET, HEAD, POST",
                "DELETE | /v1/tenants/acme/closures/x       | GET, HEAD",
                "GET    | /v1/tenants/acme/closures/x/pause | POST",
                "PATCH  | /v1/tenants/acme/reports/x        | GET, HEAD",
                "POST   | /v1/tenants/acme/detections       | GET, HEAD",
                "DELETE | /v1/tenants                       | GET, HEAD"
            })
    void isToldFromAPathThatIsNotThere(String method, String path, String allowed) {
        Api.as("admin")
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", equalTo(allowed))
                .contentType("application/problem+json")
                .body("detail", containsString(allowed));
    }

    @Test
    void whatIsNotThereIsNotThereByAnyMethod() {
        Api.as("admin").put("/v1/tenants/acme/nothing").then().statusCode(404);
        Api.as("admin").get("/v1/tenants/acme/nothing").then().statusCode(404);
    }

    @Test
    void withoutATokenNothingIsSaidOfPaths() {
        given().put("/v1/tenants/acme/closures").then().statusCode(401);
    }
}
