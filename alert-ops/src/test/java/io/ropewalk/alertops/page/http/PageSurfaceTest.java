package io.ropewalk.alertops.page.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page is made of, who may have it, and what only it asks for. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class PageSurfaceTest {
    private static final Path FILES = Path.of("src/main/resources/META-INF/resources");

    /** Anything that would run, look or load otherwise than by a file of ours. */
    private static final Pattern INLINE =
            Pattern.compile(
                    "<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://",
                    Pattern.CASE_INSENSITIVE);

    /** Ways of turning text into markup or code, or of keeping it. */
    private static final Pattern DANGEROUS =
            Pattern.compile(
                    "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function"
                            + "|DOMParser|createContextualFragment|srcdoc|localStorage|sessionStorage"
                            + "|document\\.cookie|indexedDB|https?://(?!www\\.w3\\.org/2000/svg)");

    @Test
    void itsFilesAreOpenAndNothingElseIs() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String path : files()) {
            int status = given().get(path).statusCode();
            if (status != 200) {
                wrong.add(path + ": " + status);
            }
        }
        assertThat(given().get("/").statusCode()).isEqualTo(200);
        assertThat(given().get("/page/sign-in.json").statusCode()).isEqualTo(200);
        assertThat(wrong).isEmpty();
        for (String closed :
                List.of(
                        "/index.html",
                        "/login",
                        "/nowhere",
                        "/v1/session",
                        "/v1/tenants",
                        "/pag")) {
            assertThat(given().get(closed).statusCode()).as(closed).isEqualTo(401);
        }
        for (String open : List.of("/", "/page/main.js", "/page/sign-in.json", "/logout")) {
            assertThat(given().post(open).statusCode()).as("POST " + open).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/main.js", "/page/sign-in.json", "/v1/session", "/nowhere"})
    void everyAnswerSaysWhatABrowserMayDoWithIt(String path) {
        Response answer = given().get(path);
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src"
                                + " 'self'; img-src 'self' data:; form-action 'self'; base-uri"
                                + " 'none'; frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control"))
                .isEqualTo(path.equals("/") || path.startsWith("/page/") ? "no-cache" : "no-store");
    }

    @Test
    void dataMayNotBeKept() {
        Api.as("viewer").get("/v1/session").then().header("Cache-Control", "no-store");
        Api.as("viewer")
                .get("/v1/tenants/acme/detections?limit=1")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store");
    }

    @Test
    void nothingOfItIsInlineOrElsewhereAndTextStaysText() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                Pattern refused = file.toString().endsWith(".html") ? INLINE : DANGEROUS;
                assertThat(refused.matcher(text).results().map(it -> it.group()).toList())
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void itSaysWhoIsSignedInAndHow() {
        given().get("/page/sign-in.json").then().statusCode(200).body("by", equalTo("token"));
        Api.as("responder")
                .get("/v1/session")
                .then()
                .statusCode(200)
                .body("roles", contains("responder"))
                .body("name", startsWith(""));
        Api.as("viewer").get("/login").then().statusCode(404);
        Api.as("viewer").post("/logout").then().statusCode(404);
    }

    @Test
    void tenantsAndServicesAreListed() {
        Api.as("viewer")
                .get("/v1/tenants")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("acme", "other"));
        Api.as("viewer")
                .get("/v1/services")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        contains(
                                "auth-service",
                                "inventory-sync",
                                "event-stream",
                                "ioc-sync",
                                "alert-ops"))
                .body("items.state", hasItem("not-configured"))
                .body("items[4].state", equalTo("up"));
    }

    @Test
    void aChangeBySessionFromElsewhereIsTurnedAwayBeforeAnythingElse() {
        given().header("Cookie", "q_session_page=anything")
                .header("Origin", "https://evil.example")
                .header("X-Ropewalk-Page", "1")
                .post("/v1/tenants/acme/actions/update_alert_status")
                .then()
                .statusCode(403)
                .header("Content-Type", startsWith("application/problem+json"));
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(FILES.resolve("page"))) {
            return all.filter(Files::isRegularFile)
                    .map(it -> "/" + FILES.relativize(it).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
