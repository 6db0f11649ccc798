package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold of the network. */
enum NetworkRule implements Policy {
    NAMESPACE_IS_CLOSED(NetworkRule::closed),
    NO_OPEN_EGRESS(all -> open(all, "egress", "to")),
    NO_OPEN_INGRESS(all -> open(all, "ingress", "from")),
    INTERNET_IS_NOT_THE_INSIDE(NetworkRule::internet),
    EVERY_SERVICE_PORT_HAS_A_POLICY(NetworkRule::servicePorts),
    EVERY_POLICY_IS_ABOUT_SOMETHING(NetworkRule::idle),
    WHAT_IS_CONFIGURED_CAN_BE_REACHED(NetworkRule::reachable);

    /** What no rule for the internet may take in: private networks and the clouds' metadata. */
    private static final Set<String> INSIDE =
            Set.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16");

    /** Labels of pods that operators make. */
    private static final Set<String> OF_OPERATORS =
            Set.of("cnpg.io/cluster", "strimzi.io/cluster", "strimzi.io/name");

    private static final Pattern ADDRESS = Pattern.compile("http://([a-z-]+):(\\d+)");

    // A reference to a method, which keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Manifests, Stream<String>> look;

    NetworkRule(Function<Manifests, Stream<String>> look) {
        this.look = look;
    }

    @Override
    public List<String> breaches(Manifests all) {
        return look.apply(all).toList();
    }

    private static Stream<String> closed(Manifests all) {
        boolean restricted =
                all.of("Namespace").stream()
                        .anyMatch(n ->
                                n.at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                                        .asText()
                                        .equals("restricted"));
        boolean denied =
                all.of("NetworkPolicy").stream()
                        .map(p -> p.path("spec"))
                        .anyMatch(p ->
                                p.path("podSelector").isObject()
                                        && p.path("podSelector").isEmpty()
                                        && p.path("policyTypes").size() == 2
                                        && !p.has("ingress")
                                        && !p.has("egress"));
        return Stream.concat(
                restricted ? Stream.empty() : Stream.of("the namespace is not restricted"),
                denied ? Stream.empty() : Stream.of("nothing denies what is not allowed"));
    }

    private static Stream<String> open(Manifests all, String direction, String side) {
        return all.of("NetworkPolicy").stream()
                .flatMap(p ->
                        Manifests.each(p.path("spec").path(direction))
                                .filter(rule ->
                                        rule.path("ports").isEmpty()
                                                || Manifests.each(rule.path("ports"))
                                                        .anyMatch(port ->
                                                                !port.has("port")
                                                                        || port.has("endPort"))
                                                || rule.path(side).isEmpty()
                                                || Manifests.each(rule.path(side))
                                                        .anyMatch(NetworkRule::isAnybody))
                                .map(rule -> Manifests.title(p) + " has an open rule: " + rule));
    }

    /** A peer that names nobody, or a namespace selector that takes all. */
    private static boolean isAnybody(JsonNode peer) {
        return peer.isEmpty()
                || (peer.has("namespaceSelector") && peer.path("namespaceSelector").isEmpty())
                || (!peer.has("ipBlock")
                        && !peer.has("namespaceSelector")
                        && peer.path("podSelector").isEmpty());
    }

    private static Stream<String> internet(Manifests all) {
        return all.of("NetworkPolicy").stream()
                .flatMap(p ->
                        Stream.concat(
                                        Manifests.each(p.at("/spec/egress")),
                                        Manifests.each(p.at("/spec/ingress")))
                                .filter(rule ->
                                        Stream.concat(
                                                        Manifests.each(rule.path("to")),
                                                        Manifests.each(rule.path("from")))
                                                .map(peer -> peer.path("ipBlock"))
                                                .filter(NetworkRule::isWide)
                                                .anyMatch(block -> takesTheInside(block, rule)))
                                .map(rule -> Manifests.title(p) + " is too wide"));
    }

    /** More than a private network. */
    private static boolean isWide(JsonNode block) {
        String cidr = block.path("cidr").asText();
        return !cidr.isEmpty() && Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1)) < 8;
    }

    private static boolean takesTheInside(JsonNode block, JsonNode rule) {
        Set<String> left = new HashSet<>(INSIDE);
        Manifests.each(block.path("except")).forEach(e -> left.remove(e.asText()));
        return !left.isEmpty()
                || Manifests.each(rule.path("ports"))
                        .anyMatch(port -> port.path("port").asInt() != 443);
    }

    private static Stream<String> servicePorts(Manifests all) {
        var paths = new NetworkPaths(all);
        return all.of("Service").stream()
                .flatMap(service ->
                        Manifests.each(service.at("/spec/ports"))
                                .filter(port ->
                                        behind(all, service)
                                                .noneMatch(w ->
                                                        w.port(port.path("targetPort"))
                                                                .filter(p -> paths.isServed(w, p))
                                                                .isPresent()))
                                .map(port ->
                                        Manifests.title(service)
                                                + ": nothing is let in to "
                                                + port.path("name").asText()));
    }

    private static Stream<Workload> behind(Manifests all, JsonNode service) {
        ObjectNode selector = Manifests.YAML.createObjectNode();
        selector.set("matchLabels", service.at("/spec/selector"));
        return all.workloads().stream().filter(w -> Manifests.selects(selector, w.labels()));
    }

    /** A misspelt label closes a way, or opens none, without a word. */
    private static Stream<String> idle(Manifests all) {
        return all.of("NetworkPolicy").stream()
                .flatMap(p ->
                        Stream.of(
                                        Stream.of(p.at("/spec/podSelector")),
                                        peers(p, "/spec/ingress", "from"),
                                        peers(p, "/spec/egress", "to"))
                                .flatMap(s -> s)
                                .filter(s -> !s.isEmpty() && !isOfAnOperator(s))
                                .filter(s ->
                                        all.workloads().stream()
                                                .noneMatch(w -> Manifests.selects(s, w.labels())))
                                .map(s -> Manifests.title(p) + " selects nothing by " + s));
    }

    private static Stream<JsonNode> peers(JsonNode policy, String rules, String side) {
        return Manifests.each(policy.at(rules))
                .flatMap(rule -> Manifests.each(rule.path(side)))
                .filter(peer -> !peer.has("namespaceSelector"))
                .map(peer -> peer.path("podSelector"));
    }

    private static boolean isOfAnOperator(JsonNode selector) {
        return selector.path("matchLabels")
                .propertyStream()
                .anyMatch(e -> OF_OPERATORS.contains(e.getKey()));
    }

    /** Every address in the configuration is a Service, and the way there is open at both ends. */
    private static Stream<String> reachable(Manifests all) {
        return all.workloads().stream()
                .flatMap(w ->
                        w.environment(all).values().stream()
                                .flatMap(value -> ADDRESS.matcher(value).results())
                                .filter(address -> !leads(all, w, address))
                                .map(address -> w.name() + " does not reach " + address.group()));
    }

    private static boolean leads(Manifests all, Workload from, MatchResult address) {
        var paths = new NetworkPaths(all);
        return all.find("Service", address.group(1)).stream()
                .anyMatch(service ->
                        Manifests.each(service.at("/spec/ports"))
                                .filter(p -> p.path("port").asText().equals(address.group(2)))
                                .anyMatch(p ->
                                        behind(all, service)
                                                .anyMatch(to ->
                                                        to.port(p.path("targetPort"))
                                                                .filter(port ->
                                                                        paths.isOpen(
                                                                                from, to, port))
                                                                .isPresent())));
    }
}
