package io.ropewalk.inventory.questions.neo4j;

import static io.ropewalk.inventory.questions.neo4j.HostRows.text;

import io.ropewalk.inventory.questions.Accounts;
import io.ropewalk.inventory.questions.CloudGroup;
import io.ropewalk.inventory.questions.CloudInstance;
import io.ropewalk.inventory.questions.CloudPlace;
import io.ropewalk.inventory.questions.Counted;
import io.ropewalk.inventory.questions.CveCount;
import io.ropewalk.inventory.questions.EstateGraph;
import io.ropewalk.inventory.questions.HostFindings;
import io.ropewalk.inventory.questions.HostGroupCount;
import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.HostProtection;
import io.ropewalk.inventory.questions.InstanceFilter;
import io.ropewalk.inventory.questions.InstanceKey;
import io.ropewalk.inventory.questions.PolicyCoverage;
import io.ropewalk.inventory.questions.SeenKey;
import io.ropewalk.inventory.questions.Stale;
import io.ropewalk.inventory.questions.VersionFilter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.neo4j.driver.Driver;

/** Answers from Neo4j. */
public final class Neo4jEstateGraph implements EstateGraph {
    private final Reads reads;

    /**
     * Uses the driver, which stays the caller's to close.
     *
     * @param limit longest time for one statement
     */
    public Neo4jEstateGraph(Driver driver, String database, Duration limit) {
        this.reads = new Reads(driver, database, limit);
    }

    @Override
    public List<CloudPlace> cloudPlaces(String tenant) {
        return reads.list(
                CoverageStatements.PLACES,
                Map.of("tenant", tenant),
                row ->
                        new CloudPlace(
                                new CloudGroup(
                                        text(row, "provider"),
                                        text(row, "account"),
                                        text(row, "region"),
                                        row.get("instances").asLong(),
                                        row.get("withoutSensor").asLong()),
                                row.get("ours").asBoolean(),
                                row.get("claimed").asBoolean()));
    }

    @Override
    public List<CloudInstance> withoutSensor(
            Accounts accounts, InstanceFilter filter, Optional<InstanceKey> after, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("accounts", accounts.ids());
        parameters.put("nameless", accounts.nameless());
        parameters.put("provider", filter.provider().orElse(null));
        parameters.put("account", filter.account().orElse(null));
        parameters.put("region", filter.region().orElse(null));
        parameters.put("tagKey", filter.tag().map(tag -> lower(tag.key())).orElse(null));
        parameters.put("tagValue", filter.tag().map(tag -> lower(tag.value())).orElse(null));
        parameters.put("afterProvider", after.map(InstanceKey::provider).orElse(null));
        parameters.put("afterId", after.map(InstanceKey::id).orElse(null));
        parameters.put("limit", limit);
        return reads.list(
                CoverageStatements.WITHOUT_SENSOR,
                parameters,
                row ->
                        new CloudInstance(
                                text(row, "provider"),
                                text(row, "account"),
                                text(row, "region"),
                                text(row, "id"),
                                text(row, "name"),
                                text(row, "state"),
                                text(row, "privateIp"),
                                text(row, "publicIp")));
    }

    @Override
    public List<HostGroupCount> hostGroups(String tenant) {
        return reads.list(
                CoverageStatements.HOST_GROUPS,
                Map.of("tenant", tenant),
                row ->
                        new HostGroupCount(
                                text(row, "platform"),
                                text(row, "sensorVersion"),
                                row.get("reduced").asBoolean(),
                                row.get("hosts").asLong()));
    }

    @Override
    public List<PolicyCoverage> policies(String tenant) {
        return reads.list(
                CoverageStatements.POLICIES,
                Map.of("tenant", tenant),
                row ->
                        new PolicyCoverage(
                                text(row, "type"),
                                row.get("assigned").asLong(),
                                row.get("applied").asLong()));
    }

    @Override
    public List<Counted> sensorVersions(String tenant, Optional<String> platform) {
        return reads.list(
                HostQuestions.SENSOR_VERSIONS,
                platformOf(tenant, platform),
                row -> new Counted(text(row, "value"), row.get("count").asLong()));
    }

    @Override
    public List<HostLine> hostsWith(String tenant, VersionFilter filter, String after, int limit) {
        Map<String, Object> parameters = platformOf(tenant, filter.platform());
        parameters.put("versions", filter.versions());
        parameters.put("after", after);
        parameters.put("limit", limit);
        return reads.list(HostQuestions.WITH_VERSION, parameters, HostRows::line);
    }

    private static Map<String, Object> platformOf(String tenant, Optional<String> platform) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("platform", platform.map(Neo4jEstateGraph::lower).orElse(null));
        return parameters;
    }

    @Override
    public Stale stale(String tenant, String before) {
        return reads.list(
                        HostQuestions.STALE,
                        Map.of("tenant", tenant, "before", before),
                        row -> new Stale(row.get("hosts").asLong(), row.get("unknown").asLong()))
                .getFirst();
    }

    @Override
    public List<HostLine> unseen(String tenant, String before, Optional<SeenKey> after, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", tenant);
        parameters.put("before", before);
        parameters.put("afterSeen", after.map(SeenKey::lastSeen).orElse(null));
        parameters.put("afterId", after.map(SeenKey::id).orElse(null));
        parameters.put("limit", limit);
        return reads.list(HostQuestions.UNSEEN, parameters, HostRows::line);
    }

    @Override
    public Optional<HostProtection> host(String tenant, String id) {
        return reads
                .list(HostQuestions.HOST, Map.of("tenant", tenant, "id", id), HostRows::protection)
                .stream()
                .findFirst();
    }

    @Override
    public void openCves(String tenant, Consumer<CveCount> each) {
        reads.each(
                FindingQuestions.OPEN_CVES,
                Map.of("tenant", tenant),
                row -> each.accept(HostRows.cve(row)));
    }

    @Override
    public List<HostFindings> hostsWithMost(String tenant, List<String> cves, int limit) {
        return reads.list(
                FindingQuestions.HOSTS_WITH_MOST,
                Map.of("tenant", tenant, "cves", cves, "limit", limit),
                row ->
                        new HostFindings(
                                text(row, "id"),
                                text(row, "hostname"),
                                text(row, "lastLoginUser"),
                                row.get("urgent").asLong()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
