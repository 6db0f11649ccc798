package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What must hold so that pods are found, and one is always left. */
enum AvailabilityRule implements Policy {
    SELECTORS_MATCH(AvailabilityRule::selectors),
    PORTS_MATCH(AvailabilityRule::ports),
    A_BUDGET_LEAVES_ONE(AvailabilityRule::budgets),
    TWO_IN_PRODUCTION(AvailabilityRule::replicas),
    A_FILE_HAS_ONE_OWNER(AvailabilityRule::files),
    SCALED_IS_WHAT_IS_THERE(AvailabilityRule::scalers),
    ALL_IN_ONE_NAMESPACE(AvailabilityRule::namespaces);

    private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace", "PriorityClass");

    // A reference to a method, which keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Manifests, Stream<String>> look;

    AvailabilityRule(Function<Manifests, Stream<String>> look) {
        this.look = look;
    }

    @Override
    public List<String> breaches(Manifests all) {
        return look.apply(all).toList();
    }

    /** A Deployment takes its own pods, a Service and a budget those of just one. */
    private static Stream<String> selectors(Manifests all) {
        Stream<String> own =
                all.workloads().stream()
                        .filter(w -> taken(all, w.deployment().at("/spec/selector")).size() != 1)
                        .map(w -> Manifests.title(w.deployment()));
        Stream<String> services =
                all.of("Service").stream()
                        .filter(s -> {
                            ObjectNode selector = Manifests.YAML.createObjectNode();
                            selector.set("matchLabels", s.at("/spec/selector"));
                            return taken(all, selector).size() != 1;
                        })
                        .map(Manifests::title);
        Stream<String> budgets =
                all.of("PodDisruptionBudget").stream()
                        .filter(b -> taken(all, b.at("/spec/selector")).size() != 1)
                        .map(Manifests::title);
        return Stream.of(own, services, budgets)
                .flatMap(s -> s)
                .map(title -> title + " does not select the pods of one Deployment");
    }

    private static List<Workload> taken(Manifests all, JsonNode selector) {
        return all.workloads().stream()
                .filter(w -> Manifests.selects(selector, w.labels()))
                .toList();
    }

    private static Stream<String> ports(Manifests all) {
        return Stream.concat(
                all.of("Service").stream()
                        .flatMap(s ->
                                Manifests.each(s.at("/spec/ports"))
                                        .filter(p ->
                                                all.find("Deployment", Manifests.name(s))
                                                        .map(Workload::new)
                                                        .flatMap(w -> w.port(p.path("targetPort")))
                                                        .isEmpty())
                                        .map(p -> Manifests.title(s) + " leads to no port")),
                all.services().stream()
                        .filter(w ->
                                !listens(w, all, "HTTP", "http", 8080)
                                        || !listens(w, all, "MANAGEMENT", "management", 9000))
                        .map(w -> w.name() + " listens elsewhere"));
    }

    private static boolean listens(
            Workload workload, Manifests all, String key, String port, int usual) {
        int configured =
                Integer.parseInt(
                        workload.environment(all)
                                .getOrDefault("QUARKUS_" + key + "_PORT", "" + usual));
        return workload.ports()
                .anyMatch(p ->
                        p.path("name").asText().equals(port)
                                && p.path("containerPort").asInt() == configured);
    }

    /** How many there are at least. */
    private static int least(Manifests all, Workload workload) {
        return all.of("HorizontalPodAutoscaler").stream()
                .filter(h -> h.at("/spec/scaleTargetRef/name").asText().equals(workload.name()))
                .map(h -> h.at("/spec/minReplicas").asInt(1))
                .findFirst()
                .orElse(workload.deployment().at("/spec/replicas").asInt(1));
    }

    /** Of several one stays; a single one may go, or its node could never be emptied. */
    private static Stream<String> budgets(Manifests all) {
        return all.services().stream()
                .filter(w -> {
                    int least = least(all, w);
                    List<ObjectNode> budgets =
                            all.of("PodDisruptionBudget").stream()
                                    .filter(b ->
                                            Manifests.selects(b.at("/spec/selector"), w.labels()))
                                    .toList();
                    if (budgets.size() != 1) {
                        return true;
                    }
                    JsonNode spec = budgets.getFirst().path("spec");
                    int left =
                            spec.has("minAvailable")
                                    ? spec.path("minAvailable").asInt()
                                    : least - spec.path("maxUnavailable").asInt(least);
                    return least == 1 ? left != 0 : left < 1 || left >= least;
                })
                .map(w -> w.name() + " has no budget that leaves one and lets one go");
    }

    private static Stream<String> replicas(Manifests all) {
        return all.isLocal()
                ? Stream.empty()
                : all.services().stream()
                        .filter(w ->
                                least(all, w) < 2
                                        || w.deployment()
                                                .at("/spec/strategy/type")
                                                .asText()
                                                .equals("Recreate")
                                        || w.deployment()
                                                .at("/spec/strategy/rollingUpdate/maxUnavailable")
                                                .asText("1")
                                                .matches("[^0].*"))
                        .map(w -> w.name() + " can be away");
    }

    private static Stream<String> files(Manifests all) {
        return all.services().stream()
                .filter(w ->
                        w.environment(all)
                                .getOrDefault("ROPEWALK_STATE_URL", "")
                                .startsWith("jdbc:sqlite:"))
                .filter(w ->
                        least(all, w) != 1
                                || !w.deployment()
                                        .at("/spec/strategy/type")
                                        .asText()
                                        .equals("Recreate"))
                .map(w -> "two pods of " + w.name() + " would want one file");
    }

    private static Stream<String> scalers(Manifests all) {
        return all.of("HorizontalPodAutoscaler").stream()
                .filter(h ->
                        all.find("Deployment", h.at("/spec/scaleTargetRef/name").asText())
                                // A number of its own would undo what was scaled, with each apply.
                                .filter(d -> d.at("/spec/replicas").isMissingNode())
                                .isEmpty())
                .map(h -> Manifests.title(h) + " scales nothing, or a number that is fixed");
    }

    private static Stream<String> namespaces(Manifests all) {
        return all.objects().stream()
                .filter(o -> !OF_THE_CLUSTER.contains(o.path("kind").asText()))
                .filter(o -> !o.at("/metadata/namespace").asText().equals("ropewalk"))
                .map(o -> Manifests.title(o) + " is elsewhere");
    }
}
