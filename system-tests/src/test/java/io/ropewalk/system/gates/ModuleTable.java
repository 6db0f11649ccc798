package io.ropewalk.system.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which module may depend on which. The enforcer of the parent pom keeps the part of it that is the
 * same for all modules; this is the whole of it.
 */
final class ModuleTable {

    /** Of one that calls Falcon for its own sake; auth-service only hands out the tokens. */
    private static final Set<String> OF_A_SERVICE =
            Set.of(
                    "falcon-client:compile",
                    "service-kit:compile",
                    "falcon-service:compile",
                    "simulator:test",
                    "kafka-local:test");

    /** Our modules a module may depend on, with the scope. */
    private static final Map<String, Set<String>> OURS =
            Map.ofEntries(
                    Map.entry("falcon-client", Set.of("simulator:test")),
                    Map.entry("service-kit", Set.of()),
                    Map.entry(
                            "falcon-service",
                            Set.of("falcon-client:compile", "service-kit:compile")),
                    Map.entry("simulator", Set.of()),
                    Map.entry("neo4j-local", Set.of()),
                    Map.entry("kafka-local", Set.of()),
                    Map.entry(
                            "auth-service",
                            Set.of(
                                    "falcon-client:compile",
                                    "service-kit:compile",
                                    "simulator:test")),
                    Map.entry("inventory-sync", OF_A_SERVICE),
                    Map.entry("event-stream", OF_A_SERVICE),
                    Map.entry("ioc-sync", OF_A_SERVICE),
                    Map.entry("alert-ops", OF_A_SERVICE),
                    Map.entry("local-run", Set.of()),
                    Map.entry("bench", Set.of("simulator:test")),
                    Map.entry("system-tests", Set.of("simulator:test")));

    private static final Pattern MOCKING =
            Pattern.compile(
                    "(org\\.mockito|org\\.easymock|org\\.jmockit|io\\.mockk|org\\.powermock):.*|.*mockito.*");

    private static final Pattern FRAMEWORK = Pattern.compile("io\\.(quarkus|quarkiverse).*");

    private static final Set<String> GATES =
            Set.of("maven-enforcer-plugin", "spotless-maven-plugin", "maven-checkstyle-plugin");

    private ModuleTable() {}

    static Set<String> modules() {
        return OURS.keySet();
    }

    /** What a module's pom does that it may not; empty when it keeps the table. */
    static List<String> breaches(String module, Pom pom) {
        List<String> found = new ArrayList<>();
        for (Pom.Dependency each : pom.dependencies()) {
            if (each.isOurs() && !OURS.get(module).contains(each.artifact() + ":" + each.scope())) {
                found.add(module + " may not use " + each.artifact() + " at " + each.scope());
            }
            if (MOCKING.matcher(each.name()).matches()) {
                found.add(module + " uses a mocking library: " + each.name());
            }
            if (framework(module).test(each)) {
                found.add(module + " may not know " + each.name());
            }
        }
        pom.texts("/project//build//plugin/artifactId").stream()
                .filter(GATES::contains)
                .map(plugin -> module + " changes a gate of the parent: " + plugin)
                .forEach(found::add);
        return found;
    }

    private static Predicate<Pom.Dependency> framework(String module) {
        return switch (module) {
            case "falcon-client" ->
                    each ->
                            FRAMEWORK.matcher(each.group()).matches()
                                    && !each.scope().equals("test")
                                    && !each.artifact().equals("quarkus-rest-client-jackson");
            case "simulator", "neo4j-local", "kafka-local", "local-run", "bench", "system-tests" ->
                    each -> FRAMEWORK.matcher(each.group()).matches();
            default -> each -> false;
        };
    }
}
