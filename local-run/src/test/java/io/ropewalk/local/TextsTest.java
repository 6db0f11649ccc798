package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Target SIMULATED = Target.of(Map.of());
    private static final Target CLOUD =
            Target.of(Map.of("FALCON_CLIENT_ID", "id-1", "FALCON_CLIENT_SECRET", "secret-1"));

    private static List<String> notes(Target target, String... arguments) {
        return Texts.notes(Options.parse(List.of(arguments)), target);
    }

    @Test
    void sizesOfTheSimulatedCustomerNeedNoNote() {
        assertThat(notes(SIMULATED, "--hosts=1", "--events=1", "--indicators=1", "--alerts=1"))
                .isEmpty();
    }

    @Test
    void saysThatNothingIsMirroredToTheRealCloudAndWhereToRead() {
        assertThat(notes(CLOUD, "--indicators=5"))
                .singleElement()
                .asString()
                .startsWith("--indicators has no effect")
                .contains("real cloud", "ioc-sync/README.md");
        assertThat(notes(CLOUD)).isEmpty();
    }

    @Test
    void theLastWordNamesAllThatWasCounted() {
        var summary = new Summary(1_000, 2_000, 3_000, 40, Duration.ofMillis(4_500));

        assertThat(Texts.done(summary))
                .isEqualTo(
                        "1,000 hosts are in the graph, 2,000 events were delivered, 3,000"
                                + " indicators mirrored and 40 alerts closed after 4.5 s.");
    }

    @Test
    void thePageIsNamedWithWhereTheTokenIs() {
        Directories directories = Directories.of(Path.of("/checkout"), Map.of());

        Ports ports = Ports.claim(Set.of(Port.ALERTS), Map.of(Port.ALERTS.variable(), "0"));

        assertThat(Texts.page(ports, directories))
                .startsWith("The page of alert-ops: http://127.0.0.1:")
                .endsWith("/ (sign in with the token in /checkout/.local/authorization)");
    }
}
