package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.system.Repository;
import io.ropewalk.system.run.Needles;
import io.ropewalk.system.run.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes into images holds no credential: packages, and with {@code -Psoak} everything that
 * {@code deploy/images/stage} lays out, the AOT cache among it, where secrets stand in the
 * environment of the machine that builds.
 */
class ImageCanaryIT {
    private static final long STAGING_MINUTES = 20;

    /** Credentials that stand in sources here, and open only what is simulated. */
    private static final List<String> KNOWN =
            List.of(
                    "bench-secret",
                    "sim-opencti-token",
                    "sim-intake-key",
                    "sim-asset-key",
                    "sim-secret");

    /**
     * What a trained service takes from the environment it inherits, and what others leave there.
     */
    private static final List<String> INHERITED =
            List.of(
                    "FALCON_CLIENT_SECRET",
                    "CI_JOB_TOKEN",
                    "QUARKUS_MAILER_PASSWORD",
                    "QUARKUS_NEO4J_AUTHENTICATION_PASSWORD",
                    "ROPEWALK_STATE_PASSWORD",
                    "ROPEWALK_ALERTS_PAGE_CLIENT_SECRET");

    static List<String> services() {
        return Manifests.SERVICES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void aPackageHoldsNoCredentialThatStandsInSources(String service) {
        // Given
        Needles needles = new Needles();
        KNOWN.forEach(it -> needles.add(it, it));
        // Then
        assertThat(needles.below(Repository.packaged(service, "quarkus-app"))).isEmpty();
    }

    @Tag("soak")
    @Test
    void whatIsStagedHoldsNoSecretOfTheBuild(@TempDir Path folder)
            throws IOException, InterruptedException {
        for (String service : services()) {
            // Given
            Map<String, String> canaries = new TreeMap<>();
            INHERITED.forEach(it -> canaries.put(it, Secrets.random("imageofmorethan")));
            Needles needles = new Needles();
            canaries.forEach(needles::addPacked);
            KNOWN.forEach(it -> needles.add(it, it));
            // When
            Path home = Files.createDirectory(folder.resolve(service));
            stage(service, home, canaries);
            // Then
            assertThat(home.resolve("ropewalk/app.aot")).isNotEmptyFile();
            assertThat(needles.below(home)).as(service).isEmpty();
        }
    }

    private static void stage(String service, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = home.resolveSibling(service + ".log");
        var builder =
                new ProcessBuilder("deploy/images/stage", service)
                        .directory(Repository.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("STAGE_BUILT", "1");
        builder.environment().put("STAGE_HOME", home.toString());
        Process process = builder.start();
        if (!process.waitFor(STAGING_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
        }
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
}
