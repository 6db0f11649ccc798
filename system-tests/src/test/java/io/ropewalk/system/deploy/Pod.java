package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Cluster;
import io.ropewalk.system.run.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the kubelet makes of a Deployment: the variables and files of its container, the files below
 * a folder of this machine.
 *
 * @param given what the manifest leaves to others
 */
record Pod(Workload workload, Manifests all, Path root, Given given) {

    /**
     * What the manifest leaves to others.
     *
     * @param secrets values by name and key
     * @param authority of the cluster, PEM
     * @param addresses what stands in the manifest, and where it is on this machine
     */
    record Given(
            Cluster cluster,
            Map<String, Map<String, String>> secrets,
            String authority,
            Map<String, String> addresses) {}

    /** Writes its files; called again, with tokens made anew, as the kubelet does in time. */
    Pod mount() {
        Manifests.each(workload.main().path("volumeMounts"))
                .forEach(mount -> {
                    Map<String, String> files = new LinkedHashMap<>();
                    JsonNode volume = workload.volume(mount.path("name").asText()).orElseThrow();
                    files.putAll(files(volume));
                    Manifests.each(volume.at("/projected/sources"))
                            .forEach(source -> files.putAll(files(source)));
                    new Volume(at(mount.path("mountPath").asText())).write(files);
                });
        return this;
    }

    private Map<String, String> files(JsonNode source) {
        Map<String, String> files = new HashMap<>();
        JsonNode token = source.path("serviceAccountToken");
        if (token.isObject()) {
            files.put(token.path("path").asText(), token(token));
        }
        JsonNode secret = source.path("secret");
        if (secret.isObject()) {
            files.putAll(chosen(secret, secret(secret.path("secretName").asText())));
        }
        JsonNode map = source.path("configMap");
        if (map.isObject()) {
            if (!map.path("name").asText().equals("kube-root-ca.crt")) {
                throw new AssertionError("no ConfigMap is mounted so far: " + map);
            }
            files.putAll(chosen(map, Map.of("ca.crt", given.authority())));
        }
        return files;
    }

    private String token(JsonNode asked) {
        return given.cluster()
                .token(
                        Manifests.name(all.of("Namespace").getFirst()),
                        workload.pod().path("serviceAccountName").asText(),
                        asked.path("audience").asText(""),
                        Duration.ofSeconds(asked.path("expirationSeconds").asLong()));
    }

    private static Map<String, String> chosen(JsonNode source, Map<String, String> values) {
        if (!source.path("items").isArray()) {
            return values;
        }
        Map<String, String> files = new HashMap<>();
        Manifests.each(source.path("items"))
                .forEach(item ->
                        files.put(
                                item.path("path").asText(), values.get(item.path("key").asText())));
        return files;
    }

    private Map<String, String> secret(String name) {
        Map<String, String> values = given.secrets().get(name);
        if (values == null) {
            throw new AssertionError("no Secret " + name + " is shown in an example");
        }
        return values;
    }

    /** The variables, with addresses and paths of this machine. */
    Map<String, String> environment() {
        Map<String, String> found = new HashMap<>(workload.environment(all));
        Manifests.each(workload.main().path("env"))
                .filter(it -> it.has("valueFrom"))
                .forEach(it -> {
                    JsonNode key = it.at("/valueFrom/secretKeyRef");
                    found.put(
                            it.path("name").asText(),
                            secret(key.path("name").asText()).get(key.path("key").asText()));
                });
        found.replaceAll((_, value) -> here(value));
        return found;
    }

    private String here(String value) {
        String here = value;
        for (var address : given.addresses().entrySet()) {
            here = here.replace(address.getKey(), address.getValue());
        }
        String mounts =
                Manifests.each(workload.main().path("volumeMounts"))
                        .map(it -> Pattern.quote(it.path("mountPath").asText()))
                        .collect(Collectors.joining("|", "(", ")/"));
        // In one go: the folder of this machine may itself be below one of them.
        here =
                Pattern.compile(mounts)
                        .matcher(here)
                        .replaceAll(it -> Matcher.quoteReplacement(at(it.group(1)) + "/"));
        return here;
    }

    /** Addresses that stand in none of its variables. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(given.addresses().keySet());
        workload.environment(all).values().forEach(value -> unused.removeIf(value::contains));
        return unused;
    }

    /** The file in place of one of the container. */
    private Path at(String path) {
        return root.resolve(workload.name()).resolve(path.substring(1));
    }

    /** The token that it shows to auth-service now. */
    String identity() {
        return Overlays.text(at("/var/run/secrets/ropewalk/identity/token"));
    }
}
