package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pods name must be there. */
enum ReferenceRule implements Policy {
    CONFIG_MAPS_AND_SECRETS_ARE_THERE(ReferenceRule::references),
    MOUNTS_HAVE_A_VOLUME(ReferenceRule::mounts),
    FILES_ARE_MOUNTED(ReferenceRule::files),
    SECRETS_ARE_WITH_WHO_NEEDS_THEM(ReferenceRule::strangers),
    CLAIMS_ARE_THERE(ReferenceRule::claims);

    /** Files in values, also within a URL. */
    private static final Pattern FILE = Pattern.compile("(?<![\\w:/])(/(?:etc|var/run)/[\\w./-]+)");

    private record Reference(String kind, String name, Set<String> keys) {}

    // A reference to a method, which keeps nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<Workload, Manifests, Stream<String>> look;

    ReferenceRule(BiFunction<Workload, Manifests, Stream<String>> look) {
        this.look = look;
    }

    @Override
    public List<String> breaches(Manifests all) {
        return all.workloads().stream()
                .flatMap(w -> look.apply(w, all).map(wrong -> w.name() + ": " + wrong))
                .toList();
    }

    private static Stream<String> references(Workload workload, Manifests all) {
        return Stream.of(
                        workload.containers()
                                .flatMap(c -> Manifests.each(c.path("envFrom")))
                                .flatMap(ReferenceRule::whole),
                        workload.containers()
                                .flatMap(c -> Manifests.each(c.path("env")))
                                .flatMap(ReferenceRule::one),
                        workload.volumes().flatMap(ReferenceRule::volume))
                .flatMap(s -> s)
                .filter(r -> {
                    Set<String> there = all.keys(r.kind(), r.name());
                    return there.isEmpty() || !there.containsAll(r.keys());
                })
                .map(r -> "no " + r);
    }

    private static Stream<Reference> whole(JsonNode from) {
        return Stream.of("configMap ConfigMap", "secret Secret")
                .map(pair -> pair.split(" ", 2))
                .filter(pair -> from.has(pair[0] + "Ref"))
                .map(pair ->
                        new Reference(
                                pair[1],
                                from.path(pair[0] + "Ref").path("name").asText(),
                                Set.of()));
    }

    private static Stream<Reference> one(JsonNode variable) {
        return Stream.of("configMap ConfigMap", "secret Secret")
                .map(pair -> pair.split(" ", 2))
                .map(pair -> {
                    JsonNode from = variable.path("valueFrom").path(pair[0] + "KeyRef");
                    return new Reference(
                            pair[1], from.path("name").asText(), Set.of(from.path("key").asText()));
                })
                .filter(r -> !r.name().isEmpty());
    }

    private static Stream<Reference> volume(JsonNode volume) {
        return Stream.concat(Stream.of(volume), Manifests.each(volume.at("/projected/sources")))
                .flatMap(v ->
                        Stream.of(
                                new Reference(
                                        "ConfigMap",
                                        v.at("/configMap/name").asText(),
                                        items(v.path("configMap"))),
                                new Reference(
                                        "Secret",
                                        v.path("secret")
                                                .path("secretName")
                                                .asText(v.at("/secret/name").asText()),
                                        items(v.path("secret")))))
                .filter(r -> !r.name().isEmpty());
    }

    private static Set<String> items(JsonNode source) {
        return Manifests.each(source.path("items"))
                .map(item -> item.path("key").asText())
                .collect(Collectors.toSet());
    }

    private static Stream<String> mounts(Workload workload, Manifests all) {
        return workload.containers()
                .flatMap(c -> Manifests.each(c.path("volumeMounts")))
                .map(m -> m.path("name").asText())
                .filter(name -> workload.volume(name).isEmpty())
                .map(name -> "no volume " + name);
    }

    /** Each file that the configuration names lies in a volume, under a key that is there. */
    private static Stream<String> files(Workload workload, Manifests all) {
        return workload.environment(all).values().stream()
                .flatMap(value -> FILE.matcher(value).results())
                .map(found -> found.group(1))
                .filter(file -> !isMounted(workload, all, file))
                .map(file -> "nothing is mounted as " + file);
    }

    private static boolean isMounted(Workload workload, Manifests all, String file) {
        return Manifests.each(workload.main().path("volumeMounts"))
                .filter(m -> file.startsWith(m.path("mountPath").asText() + "/"))
                .anyMatch(m ->
                        workload.volume(m.path("name").asText())
                                .filter(v ->
                                        holds(
                                                v,
                                                all,
                                                file.substring(
                                                        m.path("mountPath").asText().length() + 1)))
                                .isPresent());
    }

    private static boolean holds(JsonNode volume, Manifests all, String file) {
        Stream<JsonNode> sources =
                Stream.concat(Stream.of(volume), Manifests.each(volume.at("/projected/sources")));
        return sources.anyMatch(s ->
                s.at("/serviceAccountToken/path").asText().equals(file)
                        || Stream.of("secret", "configMap")
                                .map(s::path)
                                .flatMap(source -> Manifests.each(source.path("items")))
                                .anyMatch(item -> item.path("path").asText().equals(file))
                        || (!s.at("/secret/items").isArray()
                                && all.keys("Secret", s.at("/secret/secretName").asText())
                                        .contains(file)));
    }

    /** Falcon's client secrets are in auth-service and nowhere else. */
    private static Stream<String> strangers(Workload workload, Manifests all) {
        boolean entitled = workload.name().equals("auth-service");
        return workload.volumes()
                .map(v -> v.at("/secret/secretName").asText())
                .filter(secret -> secret.startsWith("falcon-") && !entitled)
                .map(secret -> "has " + secret);
    }

    private static Stream<String> claims(Workload workload, Manifests all) {
        return workload.volumes()
                .map(v -> v.at("/persistentVolumeClaim/claimName").asText())
                .filter(claim ->
                        !claim.isEmpty() && all.find("PersistentVolumeClaim", claim).isEmpty())
                .map(claim -> "no claim " + claim);
    }
}
