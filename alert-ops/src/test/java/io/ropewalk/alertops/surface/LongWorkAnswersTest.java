package io.ropewalk.alertops.surface;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Documented;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every path of closures and reports answers to what none of them takes; what each answers to
 * what it takes stands in their own tests. All of them look whether the API's document has it.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class LongWorkAnswersTest {
    private static final String TENANT = "table";
    private static final String NO_ID = "123e4567-e89b-12d3-a456-426614174000";
    private static final String ALERTS = "/alerts/*";

    private final List<String> wrong = new ArrayList<>();

    @AfterEach
    void calm() {
        Api.noFaults();
    }

    private static Stream<Surface.Operation> operations(Predicate<Surface.Operation> which) {
        return Surface.read().operations().stream()
                .filter(it -> it.path().matches(".*/(closures|reports)(/.*)?"))
                .filter(which);
    }

    private static boolean posts(Surface.Operation operation) {
        return operation.method().equals("post");
    }

    private static boolean isOne(Surface.Operation operation) {
        return operation.path().contains("{id}");
    }

    /** One that takes no more than a reason. */
    private static boolean isStep(Surface.Operation operation) {
        return isOne(operation) && !operation.path().endsWith("/execute");
    }

    private static RequestSpecification responder() {
        return Api.as("responder").accept(ContentType.ANY);
    }

    private void expect(int status, Surface.Operation operation, RequestSpecification request) {
        String path = operation.path().replace("{tenant}", TENANT).replace("{id}", NO_ID);
        int came = request.request(operation.method().toUpperCase(Locale.ROOT), path).statusCode();
        if (came != status) {
            wrong.add("%s: %d, not %d".formatted(operation, came, status));
        }
    }

    @Test
    void whoIsNotKnownOrMayNotIsToldSo() {
        operations(_ -> true)
                .forEach(it ->
                        expect(
                                401,
                                it,
                                given().filter(new Documented()).contentType(ContentType.JSON)));
        operations(LongWorkAnswersTest::posts)
                .forEach(it -> expect(403, it, Api.as("viewer").body("{}")));
        assertThat(wrong).isEmpty();
    }

    @Test
    void bodiesThatCannotBeReadAreRefused() {
        operations(LongWorkAnswersTest::posts)
                .forEach(it -> {
                    expect(400, it, responder().body("{"));
                    expect(400, it, responder().body("{\"noSuchMember\":1}"));
                    // A reason may be left out: what is no JSON is a wrong body there.
                    int other = isStep(it) ? 400 : 415;
                    expect(other, it, responder().contentType("text/plain").body("reason"));
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatCannotBeWrittenAsWantedIsNotAnswered() {
        // Where two methods share a path, for another format each, the first one answers.
        Predicate<Surface.Operation> shared =
                it -> it.path().endsWith("/closures/{id}") || it.path().endsWith("/items");
        operations(it -> !posts(it) && shared.negate().test(it))
                .forEach(it -> expect(406, it, Api.as("responder").accept("image/png")));
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        operations(LongWorkAnswersTest::isOne)
                .forEach(it ->
                        expect(
                                404,
                                it,
                                it.path().endsWith("/execute")
                                        ? responder()
                                                .body(
                                                        "{\"confirmToken\":\"x\",\"expectedCount\":1}")
                                        : responder()));
        assertThat(wrong).isEmpty();
    }

    @Test
    void parametersThatAreNotTakenAreRefused() {
        operations(it -> !posts(it))
                .filter(it -> !it.path().endsWith("/closures/{id}"))
                .forEach(it -> {
                    String name =
                            it.path().endsWith("/trend")
                                    ? "days"
                                    : it.path().endsWith("/reports/{id}") ? "format" : "limit";
                    expect(400, it, responder().queryParam(name, "-1"));
                });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatFalconRefusesIsToldByItsCategory() {
        Surface.Operation preview =
                operations(it -> it.toString().endsWith("post /v1/tenants/{tenant}/closures"))
                        .findFirst()
                        .orElseThrow();
        List<Surface.Operation> counts =
                operations(it -> it.path().endsWith("/hashes") || it.path().endsWith("/trend"))
                        .toList();
        String body =
                "{\"criteria\":{\"days\":3,\"status\":[\"new\"]},\"action\":{\"comment\":\"x\"},\"reason\":\"y\"}";
        for (int status : List.of(403, 500)) {
            Api.fault(
                    TENANT,
                    ALERTS,
                    "\"forever\"",
                    "{\"type\":\"status\",\"status\":%d}".formatted(status));
            int answered = status == 500 ? 502 : status;
            expect(answered, preview, responder().body(body));
            counts.forEach(it -> expect(answered, it, responder()));
            Api.noFaults();
        }
        assertThat(wrong).isEmpty();
    }
}
