package io.ropewalk.alertops.surface;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may call what, for everything the OpenAPI document knows. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class RoleMatrixTest {

    @Test
    void nothingIsOpenAndNobodyMayMoreThanTheirRole() {
        List<String> wrong = new ArrayList<>();
        List<Surface.Operation> operations = Surface.read().operations();
        for (Surface.Operation operation : operations) {
            RequestSpecification open = given().contentType(ContentType.JSON);
            expect(wrong, operation, "nobody", 401, status(open, operation));
            expect(wrong, operation, "stranger", 403, status(Api.as("stranger"), operation));
            for (Role role : Role.values()) {
                int status = status(Api.as(role.word()), operation);
                boolean may = role.compareTo(operation.least()) >= 0;
                if (may == (status == 403) || status == 401) {
                    wrong.add("%s as %s: %d".formatted(operation, role.word(), status));
                }
            }
        }
        assertThat(operations).hasSizeGreaterThanOrEqualTo(1);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyActionIsInTheDocument() {
        assertThat(Surface.read().operations())
                .extracting(Surface.Operation::path)
                .containsAll(
                        Arrays.stream(ActionKind.values())
                                .map(it -> "/v1/tenants/{tenant}/actions/" + it.slug())
                                .toList());
    }

    private static void expect(
            List<String> wrong, Surface.Operation operation, String who, int wanted, int status) {
        if (status != wanted) {
            wrong.add("%s as %s: %d".formatted(operation, who, status));
        }
    }

    /** A dry run of something that is not there: who may, hears so, and nothing happens. */
    private static int status(RequestSpecification caller, Surface.Operation operation) {
        String path = operation.path().replace("{tenant}", "nobody").replaceAll("\\{.*?}", "1");
        if (operation.body().isPresent()) {
            caller.body("{\"ids\":[],\"dryRun\":true}");
        }
        return caller.request(operation.method().toUpperCase(java.util.Locale.ROOT), path)
                .statusCode();
    }
}
