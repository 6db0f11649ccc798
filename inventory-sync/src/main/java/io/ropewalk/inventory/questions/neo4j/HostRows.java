package io.ropewalk.inventory.questions.neo4j;

import io.ropewalk.inventory.questions.CveCount;
import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.HostProtection;
import java.util.Comparator;
import java.util.List;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Rows as what they stand for. */
final class HostRows {
    private HostRows() {}

    static HostLine line(Record row) {
        return new HostLine(
                text(row, "id"),
                text(row, "hostname"),
                text(row, "platform"),
                text(row, "sensorVersion"),
                text(row, "lastSeen"),
                text(row, "localIp"),
                text(row, "externalIp"),
                text(row, "lastLoginUser"));
    }

    static HostProtection protection(Record row) {
        return new HostProtection(
                line(row),
                row.get("groups").asList(HostRows::text).stream().sorted().toList(),
                row.get("policies").asList(HostRows::policy).stream()
                        .sorted(Comparator.comparing(policy -> policy.type() + policy.id()))
                        .toList(),
                lastLogin(row.get("logins").asList(login -> login)),
                row.get("openFindings").asLong());
    }

    private static HostProtection.Policy policy(Value policy) {
        return new HostProtection.Policy(
                text(policy.get("type")),
                text(policy.get("id")),
                text(policy.get("name")),
                policy.get("enabled").isNull() ? null : policy.get("enabled").asBoolean(),
                policy.get("applied").asBoolean(),
                text(policy.get("assigned")),
                text(policy.get("appliedAt")));
    }

    private static HostProtection.LastLogin lastLogin(List<Value> logins) {
        return logins.stream()
                .map(login -> new HostProtection.LastLogin(text(login.get(1)), text(login.get(0))))
                .max(Comparator.comparing(HostProtection.LastLogin::time))
                .orElse(new HostProtection.LastLogin(null, null));
    }

    static CveCount cve(Record row) {
        return new CveCount(
                text(row, "cve"),
                row.get("findings").asLong(),
                text(row, "severity"),
                row.get("baseScore").isNull() ? null : row.get("baseScore").asDouble(),
                text(row, "exprtRating"),
                row.get("exploitStatus").isNull() ? null : row.get("exploitStatus").asLong(),
                row.get("cisaKev").asBoolean());
    }

    static String text(Record row, String name) {
        return text(row.get(name));
    }

    /** Other programs write some of these properties too: a number is as good as its text. */
    private static String text(Value value) {
        return value.isNull() ? null : String.valueOf(value.asObject());
    }
}
