package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.Repository;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.IndicatorLife;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Mirroring;
import io.ropewalk.system.run.Streaming;
import io.ropewalk.system.run.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged services after their first job, in which nothing went wrong: every metric, label and
 * counted value that a rule or a dashboard names is there, and every call that the runbook names is
 * answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String METRICS = "/q/metrics";

    /** {@code ask acme/...}, and {@code POST /v1/tenants/acme/... {body}}. */
    private static final Pattern CALL =
            Pattern.compile("`(?:ask |(GET|POST) /v1/tenants/)acme/([^ `]+)(?: (\\{[^`]*}))?`");

    private final List<Api> management = new ArrayList<>();
    private final List<Api> apis = new ArrayList<>();
    private Suite suite;

    @BeforeAll
    void doAFirstJob(@TempDir Path folder) {
        suite = new Suite(folder).startAround(1);
        suite.simulated()
                .feed(
                        Suite.TENANT,
                        suite.secrets(),
                        "{\"partitions\":2,\"events\":500,\"auditEvents\":\"none\"}");
        suite.simulated().alerts("{\"clear\":true,\"seed\":{\"count\":5}}");
        management.add(suite.authManagement());
        Inventory inventory =
                suite.startInventory(
                        "inventory-sync",
                        Map.of(
                                "ROPEWALK_INVENTORY_SCHEDULE",
                                "1h",
                                "ROPEWALK_INVENTORY_ASSETS_SINKS_DISK_TYPE",
                                "file",
                                "ROPEWALK_INVENTORY_ASSETS_SINKS_DISK_PATH",
                                folder.resolve("{tenant}-{kind}.ndjson").toString()));
        management.add(inventory.management());
        apis.add(inventory.open());
        Streaming.Replica stream = Streaming.to(suite, Map.of()).start();
        management.add(stream.management());
        apis.add(stream.open());
        mirror();
        alerts();
    }

    private void mirror() {
        var life = new IndicatorLife(suite.simulated(), 1, 20, 20);
        life.go(20);
        Mirroring.Replica replica = Mirroring.of(suite, Map.of()).start();
        management.add(replica.management());
        apis.add(replica.open());
        replica.awaitMirror(it -> it.path("counts").path("live").asLong() > 0);
        replica.compare();
    }

    private void alerts() {
        var alertOps = new AlertOps(suite, Map.of());
        AlertOps.Replica replica = alertOps.start();
        management.add(replica.management());
        apis.add(replica.open());
        Api responder = alertOps.as("responder", replica);
        assertThat(responder.get(AlertOps.TENANT + "/detections").status()).isEqualTo(200);
        String alert = suite.simulated().alerts(1).at("/items/0/composite_id").asText();
        assertThat(
                        responder
                                .post(
                                        AlertOps.TENANT + "/actions/update_alert_status",
                                        "{\"ids\":[\"%s\"],\"new_status\":\"closed\"}"
                                                .formatted(alert))
                                .status())
                .isEqualTo(200);
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    private Exposition scrape() {
        var exposition = new Exposition();
        management.forEach(port -> exposition.add(port.get(METRICS).body()));
        return exposition;
    }

    /** What is wrong, by where it stands. */
    private Map<String, List<String>> faults() throws IOException {
        Exposition exported = scrape();
        Map<String, List<String>> faults = new TreeMap<>();
        for (JsonNode rule : AlertRules.rules()) {
            String name = rule.path("alert").asText(rule.path("record").asText());
            note(faults, name, MetricUse.faults(rule.path("expr").asText(), exported));
        }
        for (var dashboard : DashboardTest.dashboards().entrySet()) {
            for (String expression : MetricUse.expressions(dashboard.getValue())) {
                note(faults, dashboard.getKey(), MetricUse.faults(expression, exported));
            }
        }
        return faults;
    }

    private static void note(Map<String, List<String>> all, String where, List<String> faults) {
        if (!faults.isEmpty()) {
            all.computeIfAbsent(where, _ -> new ArrayList<>()).addAll(faults);
        }
    }

    @Test
    void everyMetricLabelAndValueOfRulesAndDashboardsIsExported() {
        // A sync, a delivery and a look at both databases take their seconds.
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(faults()).isEmpty());
    }

    @Test
    void everyCallOfTheRunbookIsOneThatAServiceAnswers() throws IOException {
        // Given
        String admin = suite.jwt().token("viewer", "responder", "admin");
        Matcher calls =
                CALL.matcher(Files.readString(Repository.root().resolve("docs/runbook.md")));
        List<String> unanswered = new ArrayList<>();
        int found = 0;
        // When
        while (calls.find()) {
            found++;
            String method = calls.group(1) == null ? "GET" : calls.group(1);
            String path = "/v1/tenants/acme/" + filled(calls.group(2));
            String body =
                    method.equals("GET") ? "" : Optional.ofNullable(calls.group(3)).orElse("{}");
            boolean answered =
                    apis.stream()
                            .map(api ->
                                    api.bearer(admin).send(method, path, body, "application/json"))
                            .anyMatch(answer -> isAnswer(answer, calls.group(2).contains("<")));
            if (!answered) {
                unanswered.add(method + " " + path + " " + body);
            }
        }
        // Then
        assertThat(found).isGreaterThan(25);
        assertThat(unanswered).isEmpty();
    }

    private static String filled(String path) {
        return path.replace("<sink>", "siem").replaceAll("<\\w+>", "1");
    }

    /** Of a thing that there is not, a problem that says so is an answer; of a path it is none. */
    private static boolean isAnswer(Api.Answer answer, boolean invented) {
        return switch (answer.status()) {
            case 200, 202, 409 -> true;
            case 404 -> invented && answer.body().contains("not-found");
            default -> false;
        };
    }
}
