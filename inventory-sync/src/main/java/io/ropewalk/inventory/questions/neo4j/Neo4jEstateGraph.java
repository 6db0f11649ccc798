package io.ropewalk.inventory.questions.neo4j;

import io.ropewalk.inventory.questions.Accounts;
import io.ropewalk.inventory.questions.CloudGroup;
import io.ropewalk.inventory.questions.CloudInstance;
import io.ropewalk.inventory.questions.CloudPlace;
import io.ropewalk.inventory.questions.EstateGraph;
import io.ropewalk.inventory.questions.HostGroupCount;
import io.ropewalk.inventory.questions.InstanceFilter;
import io.ropewalk.inventory.questions.InstanceKey;
import io.ropewalk.inventory.questions.PolicyCoverage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

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

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Other programs write these properties too: a number is as good as its text. */
    private static String text(Record row, String name) {
        var value = row.get(name);
        return value.isNull() ? null : String.valueOf(value.asObject());
    }
}
