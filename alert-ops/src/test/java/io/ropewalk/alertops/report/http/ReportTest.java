package io.ropewalk.alertops.report.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Mailbox;
import io.ropewalk.alertops.testing.ServiceResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports that are kept, against the simulated Falcon and a real mail server. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ReportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void begin() {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"acme\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":60}}")
                .statusCode(200);
    }

    @AfterEach
    void heal() {
        Api.noFaults();
    }

    private static ValidatableResponse order(String tenant, String body) {
        return Api.as("responder").body(body).post(Api.of(tenant) + "/reports").then();
    }

    private static ValidatableResponse report(String tenant, String id, String format) {
        return Api.as("viewer").get(Api.of(tenant) + "/reports/" + id + "?format=" + format).then();
    }

    private static String ended(String tenant, String body, String state) {
        ValidatableResponse accepted = order(tenant, body).statusCode(202);
        String id = accepted.extract().path("id");
        accepted.header("Location", endsWith("/v1/tenants/" + tenant + "/reports/" + id));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> report(tenant, id, "json").statusCode(200).body("state", is(state)));
        return id;
    }

    @Test
    void aReportIsMadeKeptAndWrittenIntoTheFolder() {
        String id =
                ended(
                        "acme",
                        "{\"kind\":\"hashes\",\"filters\":{\"days\":[\"3650\"],\"limit\":[\"3\"]}}",
                        "succeeded");
        report("acme", id, "json")
                .body("report.coverage.examined", is(60))
                .body("report.items", hasSize(3))
                .body("progress.done", is(60))
                .body("mail.state", is("none"))
                .body("finished", notNullValue());
        report("acme", id, "csv").statusCode(200).body(containsString("60 alerts read of 60"));
        report("acme", id, "markdown").statusCode(200).body(containsString("# Alerts by hash"));
        Path folder =
                Path.of(
                        ConfigProvider.getConfig()
                                .getValue("ropewalk.alerts.reports.directory", String.class));
        assertThat(List.of(".json", ".csv", ".md"))
                .allMatch(it -> Files.isRegularFile(folder.resolve(id + it)));
        Api.as("viewer")
                .get(Api.of("acme") + "/reports?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].report", nullValue());
    }

    @Test
    void aReportOfOneAddressIsNotShownUnderAnother() {
        String id = ended("acme", "{\"kind\":\"hashes\"}", "succeeded");
        report("other", id, "json").statusCode(404);
        report("*", id, "json").statusCode(404);
        Api.as("viewer")
                .get(Api.of("other") + "/reports")
                .then()
                .statusCode(200)
                .body("items.findAll { it.id == '" + id + "' }", hasSize(0));
    }

    @Test
    void recipientsGetCountsAndNothingOfAnAlert() {
        String id =
                ended(
                        "acme",
                        "{\"kind\":\"hashes\",\"filters\":{\"days\":[\"3650\"]},\"recipients\":[\"soc@example.com\"]}",
                        "succeeded");
        await().atMost(PATIENCE)
                .untilAsserted(() -> report("acme", id, "json").body("mail.state", is("sent")));
        List<Mailbox.Letter> letters =
                Mailbox.letters().stream().filter(it -> it.id().contains(id)).toList();
        assertThat(letters).hasSize(1);
        Mailbox.Letter letter = letters.getFirst();
        assertThat(letter.subject()).isEqualTo("Alerts by hash, acme: succeeded");
        assertThat(letter.from()).contains("ropewalk@example.com");
        assertThat(letter.headers()).contains("To", "Subject").doesNotContain("Cc", "Bcc");
        String hash = report("acme", id, "json").extract().path("report.items[0].sha256");
        for (String body : List.of(letter.text(), letter.html())) {
            assertThat(body)
                    .contains("60 alerts read of 60")
                    .contains("https://alerts.example.com/#/acme/reports/" + id)
                    .doesNotContain(hash);
        }
    }

    @Test
    void aCustomerThatCannotBeReadGivesAFailedReport() {
        String id = ended("blind", "{\"kind\":\"hashes\"}", "failed");
        report("blind", id, "json").body("failure.category", is("scope-missing"));
        report("blind", id, "csv").statusCode(409);
    }

    @Test
    void whatCannotBeMadeIsRefused() {
        order("acme", "{\"kind\":\"novels\"}").statusCode(400);
        order("acme", "{}").statusCode(400);
        order("acme", "{\"kind\":\"hashes\",\"filters\":{\"fql\":[\"*\"]}}")
                .statusCode(400)
                .body("detail", containsString("The parameter fql is unknown"));
        for (String address :
                List.of(
                        "soc@example.org",
                        "soc@example.com.evil.org",
                        "soc@evil.org, soc@example.com",
                        "soc@example.com\\r\\nBcc: a@evil.org",
                        "example.com")) {
            order("acme", "{\"kind\":\"hashes\",\"recipients\":[\"" + address + "\"]}")
                    .statusCode(400)
                    .body("detail", containsString("allowed-domains"));
        }
        report("acme", "1", "json").statusCode(404);
    }

    @Test
    void whoOrderedIsInTheAudit() {
        String id = ended("acme", "{\"kind\":\"hashes\"}", "succeeded");
        Api.as("viewer")
                .get(Api.of("acme") + "/audit?operation=report&limit=5")
                .then()
                .statusCode(200)
                .body("items.detail", hasItem("ordered report " + id));
    }
}
