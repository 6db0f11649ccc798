package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the NetworkPolicies of an overlay let through between its own pods. */
record NetworkPaths(Manifests all) {

    /** Whether this pod may open a connection to that port of the other. */
    boolean isOpen(Workload from, Workload to, JsonNode port) {
        return allows("egress", "to", from, to, to, port)
                && allows("ingress", "from", to, from, to, port);
    }

    /** Whether anything at all may come to this port. */
    boolean isServed(Workload workload, JsonNode port) {
        return policies(workload).stream()
                .flatMap(p -> Manifests.each(p.at("/spec/ingress")))
                .anyMatch(rule -> coversPort(rule, workload, port));
    }

    private boolean allows(
            String direction,
            String side,
            Workload subject,
            Workload peer,
            Workload server,
            JsonNode port) {
        return policies(subject).stream()
                .flatMap(p -> Manifests.each(p.path("spec").path(direction)))
                .filter(rule -> Manifests.each(rule.path(side)).anyMatch(one -> isPeer(one, peer)))
                .anyMatch(rule -> coversPort(rule, server, port));
    }

    private List<? extends JsonNode> policies(Workload workload) {
        return all.of("NetworkPolicy").stream()
                .filter(p -> Manifests.selects(p.at("/spec/podSelector"), workload.labels()))
                .toList();
    }

    /** Pods of this namespace only: those of others are named by the labels of theirs. */
    private static boolean isPeer(JsonNode peer, Workload workload) {
        return !peer.has("namespaceSelector")
                && Manifests.selects(peer.path("podSelector"), workload.labels());
    }

    private static boolean coversPort(JsonNode rule, Workload server, JsonNode port) {
        return Manifests.each(rule.path("ports"))
                .anyMatch(one ->
                        server.port(one.path("port"))
                                .filter(found -> found.equals(port))
                                .isPresent());
    }
}
