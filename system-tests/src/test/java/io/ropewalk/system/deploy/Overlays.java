package io.ropewalk.system.deploy;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that {@code deploy/} renders to, made once, in a copy: the local overlay needs keys,
 * and nobody's own shall be touched.
 */
final class Overlays {
    /** All of production with every component that is left out there. */
    private static final String EVERYTHING =
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: ropewalk
            resources:
              - ../production
            components:
            """;

    private static final Map<String, Manifests> RENDERED = new LinkedHashMap<>();

    private Overlays() {}

    static Path folder() {
        return Repository.root().resolve("deploy");
    }

    /** By name; empty where there is no kustomize. */
    static synchronized Map<String, Manifests> all() {
        Optional<Kustomize> kustomize = Kustomize.found();
        if (RENDERED.isEmpty() && kustomize.isPresent()) {
            try {
                RENDERED.putAll(render(kustomize.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return RENDERED;
    }

    private static Map<String, Manifests> render(Kustomize kustomize)
            throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory("deploy");
        try {
            copy(folder(), copy);
            Kustomize.run(List.of("sh", copy.resolve("overlays/local/keys").toString()));
            everything(copy);
            Map<String, Set<String>> secrets = exampleSecrets();
            Map<String, Manifests> rendered = new LinkedHashMap<>();
            for (String overlay : List.of("local", "production", "everything")) {
                String yaml = kustomize.render(copy.resolve("overlays").resolve(overlay));
                rendered.put(overlay, Manifests.of(overlay, yaml, secrets));
            }
            return rendered;
        } finally {
            delete(copy);
        }
    }

    private static void everything(Path copy) throws IOException {
        StringBuilder text = new StringBuilder(EVERYTHING);
        for (String component : List.of("opencti", "external-secrets", "monitoring")) {
            if (Files.exists(copy.resolve("components").resolve(component))) {
                text.append("  - ../../components/").append(component).append('\n');
            }
        }
        Path overlay = Files.createDirectory(copy.resolve("overlays/everything"));
        Files.writeString(overlay.resolve("kustomization.yaml"), text);
    }

    /** What the operators are asked for, rendered alone as it is applied alone. */
    static Manifests forOperators(Kustomize kustomize) throws IOException, InterruptedException {
        Path components = folder().resolve("components");
        String yaml =
                kustomize.render(components.resolve("postgresql/cloudnative-pg"))
                        + "---\n"
                        + kustomize.render(components.resolve("kafka/strimzi"));
        return Manifests.of("operators", yaml, Map.of());
    }

    /** Secrets that are not rendered, as the examples beside their users show them. */
    static List<ObjectNode> examples() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(f -> f.getFileName().toString().equals("secrets.example.yaml"))
                    .sorted()
                    .flatMap(f -> Manifests.read(text(f)).stream())
                    .toList();
        }
    }

    private static Map<String, Set<String>> exampleSecrets() throws IOException {
        return examples().stream().collect(toMap(Manifests::name, Overlays::keys));
    }

    private static Set<String> keys(ObjectNode secret) {
        Set<String> keys = new HashSet<>();
        secret.path("stringData").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(f -> !from.relativize(f).toString().contains(".local")).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
