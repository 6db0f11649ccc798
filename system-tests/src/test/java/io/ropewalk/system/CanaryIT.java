package io.ropewalk.system;

import static io.ropewalk.system.run.Inventory.FULL;
import static io.ropewalk.system.run.Inventory.SYNCS;
import static io.ropewalk.system.run.Suite.CALLER;
import static io.ropewalk.system.run.Suite.HOSTS_PATH;
import static io.ropewalk.system.run.Suite.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Good and failing paths with credentials that appear nowhere by chance; then everything that was
 * written or answered is searched for them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIT {

    private static final String TOKEN_PATH = "/oauth2/token";
    private static final String REVOKE_PATH = "/oauth2/revoke";

    private final Needles needles = new Needles();
    private final List<Api> ports = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    private Suite suite;
    private Inventory inventory;

    @BeforeAll
    void drive(@TempDir Path folder) {
        suite = new Suite(folder).startAround(500);
        inventory = suite.startInventory();
        ports.addAll(List.of(suite.authApi(), suite.authManagement()));
        ports.addAll(List.of(inventory.open(), inventory.management()));
        goodPaths();
        callersInTheWrong();
        vendorInTheWrong();
        operatorsInTheWrong();
        readWhatIsOpen();
        nameTheNeedles();
        inventory.process().terminate();
    }

    @AfterAll
    void stop() {
        suite.close();
    }

    @Test
    void nothingThatAProcessWroteHoldsACredential() {
        assertThat(needles.below(suite.folder())).isEmpty();
    }

    @Test
    void noAnswerButTheTokenAnswerHoldsACredential() {
        assertThat(ports)
                .flatExtracting(Api::answers)
                .filteredOn(answer -> !answer.body().contains("\"access_token\""))
                .hasSizeGreaterThan(20)
                .flatExtracting(answer -> needles.in(answer.headers() + answer.body()))
                .isEmpty();
    }

    @Test
    void theTokenAnswerHoldsTheTokenAndNoOtherCredential() {
        // Given
        var others = new Needles();
        suite.secrets().all().forEach(secret -> others.add(secret.substring(0, 12), secret));
        // Then
        assertThat(suite.authApi().answers())
                .filteredOn(answer -> answer.body().contains("\"access_token\""))
                .isNotEmpty()
                .allMatch(answer -> others.in(answer.headers() + answer.body()).isEmpty());
    }

    /** Without this the silence of the searches would prove little. */
    @Test
    void thePathsWereReallyTaken() {
        assertThat(outcomes)
                .containsEntry("good token", 200)
                .containsEntry("wrong secret", 401)
                .containsEntry("no credentials", 401)
                .containsEntry("revoked", 200)
                .containsEntry("sync asked for", 202)
                .containsEntry("forged operator", 401)
                .containsEntry("sync with a body that is no JSON", 400);
        assertThat(tokens).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        assertThat(suite.simulated().requests(HOSTS_PATH)).isNotEmpty();
    }

    private void goodPaths() {
        keepToken("good token");
        note("tenants", caller().get("/v1/tenants"));
        var sync = inventory.api().post(SYNCS, FULL);
        note("sync asked for", sync);
        inventory.awaitEnd(sync.success().path("id").asText());
        String latest = tokens.getLast();
        note("revoked", caller().form(REVOKE_PATH, Map.of("token", latest)));
        keepToken("token after revocation");
        inventory.syncToEnd();
    }

    private void callersInTheWrong() {
        Api open = suite.authApi();
        String secret = suite.secrets().callerSecret();
        Api wrong = open.basic(CALLER, secret + "x");
        note("wrong secret", wrong.form(TOKEN_PATH, grant("tenant:" + TENANT)));
        note("no credentials", open.form(TOKEN_PATH, grant("tenant:" + TENANT)));
        note("secret in the query", open.get(TOKEN_PATH + "?client_secret=" + secret));
        note("secret in a wrong path", open.get("/" + secret));
        note("unknown tenant", caller().form(TOKEN_PATH, grant("tenant:nobody")));
        note("wrong grant", caller().form(TOKEN_PATH, Map.of("grant_type", secret)));
        note("secret as scope", caller().form(TOKEN_PATH, grant(secret)));
        note(
                "JSON for a form",
                caller().post(TOKEN_PATH, "{\"client_secret\":\"" + secret + "\"}"));
        note("no form at all", caller().send("POST", TOKEN_PATH, "%zz&" + secret + "=%", FORM));
        note("revoking without proof", open.form(REVOKE_PATH, Map.of("token", tokens.getFirst())));
        note("Falcon's token as bearer", open.bearer(tokens.getFirst()).get("/v1/tenants"));
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Each fault meets a renewal at Falcon, a run of the inventory, or both. */
    private void vendorInTheWrong() {
        List<String> onHosts =
                List.of(
                        "{\"type\":\"status\",\"status\":500}",
                        "{\"type\":\"scope-missing\"}",
                        "{\"type\":\"expired-token\"}",
                        "{\"type\":\"cut-body\"}",
                        "{\"type\":\"invalid-json\"}",
                        "{\"type\":\"reset\"}");
        for (String fault : onHosts) {
            suite.simulated().fault(HOSTS_PATH, 0, "\"forever\"", fault);
            inventory.syncToEnd();
            suite.simulated().clearFaults();
            keepToken("token after a fault");
        }
        String echo = "{\"access_token\":\"" + suite.secrets().clientSecret() + "\"}";
        List<String> onTokens =
                List.of(
                        "{\"type\":\"status\",\"status\":403}",
                        "{\"type\":\"garbage-token\",\"body\":" + quoted(echo) + "}",
                        "{\"type\":\"status\",\"status\":500,\"body\":\"html\"}");
        for (String fault : onTokens) {
            suite.simulated().fault(TOKEN_PATH, 0, "\"forever\"", fault);
            caller().form(REVOKE_PATH, Map.of("token", tokens.getLast()));
            caller().form(TOKEN_PATH, grant("tenant:" + TENANT));
            inventory.syncToEnd();
            suite.simulated().clearFaults();
        }
    }

    private void operatorsInTheWrong() {
        String good = suite.jwt().token("viewer");
        String forged = good.substring(0, good.length() - 8) + "AAAAAAAA";
        note("forged operator", inventory.open().bearer(forged).get(SYNCS));
        note(
                "expired operator",
                inventory.open().bearer(suite.jwt().expiredToken("viewer")).get(SYNCS));
        note("operator without the role", inventory.open().bearer(good).post(SYNCS, FULL));
        note("sync with a body that is no JSON", inventory.api().post(SYNCS, "{" + good));
        note(
                "sync of an unknown kind",
                inventory.api().post(SYNCS, "{\"kinds\":[\"" + good + "\"]}"));
        note("unknown run", inventory.api().get(SYNCS + "/" + good));
        note("unknown tenant", inventory.api().get("/v1/tenants/nobody/syncs"));
        note("token in the query", inventory.open().get(SYNCS + "?access_token=" + good));
    }

    private void readWhatIsOpen() {
        for (Api port : ports) {
            for (String path :
                    List.of("/q/metrics", "/q/health", "/q/openapi", "/q/info", "/nowhere")) {
                port.get(path);
            }
        }
    }

    private void nameTheNeedles() {
        var secrets = suite.secrets();
        needles.add("client secret", secrets.clientSecret())
                .add("caller secret", secrets.callerSecret())
                .add("Basic header", Api.basicValue(CALLER, secrets.callerSecret()))
                .add("Neo4j password", secrets.neo4jPassword());
        for (int i = 0; i < tokens.size(); i++) {
            needles.add("Falcon token " + i, tokens.get(i));
        }
        // Signatures differ with every token; the head and the claims up to the roles do not.
        String operator = suite.jwt().token("viewer", "responder");
        needles.add("operator token", operator.substring(0, operator.indexOf('.') + 40));
    }

    private void keepToken(String what) {
        var answer = caller().form(TOKEN_PATH, grant("tenant:" + TENANT));
        note(what, answer);
        String token = answer.status() == 200 ? answer.json().path("access_token").asText() : "";
        if (!token.isEmpty() && !tokens.contains(token)) {
            tokens.add(token);
        }
    }

    private Api caller() {
        return suite.authApi().basic(CALLER, suite.secrets().callerSecret());
    }

    private void note(String what, Api.Answer answer) {
        outcomes.put(what, answer.status());
    }

    private static Map<String, String> grant(String scope) {
        return Map.of("grant_type", "client_credentials", "scope", scope);
    }

    private static String quoted(String json) {
        return '"' + json.replace("\"", "\\\"") + '"';
    }
}
