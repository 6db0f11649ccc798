package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static final Map<String, String> CLIENT =
            Map.of(
                    "FALCON_CLIENT_ID", "id-1",
                    "FALCON_CLIENT_SECRET", "canary-secret",
                    "FALCON_CLOUD", "EU-1",
                    "FALCON_MEMBER_CID", "cid-1");

    @Test
    void isTheSimulatorWithoutAnApiClient() {
        Target target = Target.of(Map.of("FALCON_CLOUD", "us-2"));

        assertThat(target.isSimulated()).isTrue();
        assertThat(target.tenant()).isEqualTo("demo");
    }

    @Test
    void isTheRealCloudWithAnApiClient() {
        Target target = Target.of(CLIENT);

        assertThat(target.isSimulated()).isFalse();
        assertThat(target.tenant()).isEqualTo("falcon");
        assertThat(target.cloud()).isEqualTo("eu-1");
        assertThat(target.memberCid()).contains("cid-1");
    }

    @Test
    void letsAuthServiceFindTheCloudWhenNoneIsNamed() {
        Target target = Target.of(Map.of("FALCON_CLIENT_ID", "a", "FALCON_CLIENT_SECRET", "b"));

        assertThat(target.cloud()).isEqualTo("auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FALCON_CLIENT_ID", "FALCON_CLIENT_SECRET"})
    void refusesHalfAnApiClient(String half) {
        assertThatThrownBy(() -> Target.of(Map.of(half, "canary")))
                .hasMessageContaining("FALCON_CLIENT_ID and FALCON_CLIENT_SECRET")
                .hasMessageNotContaining("canary");
    }

    @Test
    void refusesACloudThatDoesNotExist() {
        Map<String, String> environment =
                Map.of(
                        "FALCON_CLIENT_ID",
                        "a",
                        "FALCON_CLIENT_SECRET",
                        "b",
                        "FALCON_CLOUD",
                        "mars");

        assertThatThrownBy(() -> Target.of(environment))
                .hasMessageContaining("mars")
                .hasMessageContaining("us-gov-1");
    }

    @Test
    void showsNoSecret() {
        assertThat(Target.of(CLIENT).toString()).doesNotContain("canary-secret");
    }

    @Test
    void optionsWithoutEffectAreNamedOneByOne() {
        Options options =
                Options.parse(
                        List.of("--events", "1", "--hosts=5", "--alerts=2", "--allow-writes"));

        assertThat(Texts.notes(options, Target.of(Map.of())))
                .satisfiesExactly(note -> assertThat(note).contains("--allow-writes"));
        assertThat(Texts.notes(options, Target.of(CLIENT)))
                .anySatisfy(note -> assertThat(note).contains("--hosts", "real cloud"))
                .anySatisfy(note -> assertThat(note).contains("--events", "real cloud"))
                .anySatisfy(note -> assertThat(note).contains("--alerts", "real cloud"));
    }
}
