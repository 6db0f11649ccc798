package io.ropewalk.kit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    @Test
    void findsTheSentenceUnderOtherCauses() {
        var failure = new RuntimeException("wrapped", new StartFailure("Do this."));
        assertThat(Launcher.sentence(failure)).contains("Do this.");
    }

    @Test
    void namesATakenPortAndItsVariable() {
        var failure = new QuarkusBindException("0.0.0.0", 8080, new BindException("taken"));
        assertThat(Launcher.sentence(failure).orElseThrow())
                .contains("8080")
                .contains("QUARKUS_HTTP_PORT");
    }

    @Test
    void namesTheKeyThatALibraryRefusesWithoutNamingIt() {
        var refused = new IllegalArgumentException("Scheme must not be null");
        refused.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("java.util.Objects", "requireNonNull", "", 1),
                    new StackTraceElement("org.neo4j.driver.GraphDatabase", "driver", "", 1)
                });
        assertThat(Launcher.sentence(new RuntimeException(refused)).orElseThrow())
                .startsWith("quarkus.neo4j.uri is not usable")
                .endsWith("Scheme must not be null");
    }

    @Test
    void namesTheKeyWhereTheLibraryStumblesWithoutAWord() {
        var stumbled = new NullPointerException();
        stumbled.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement(
                            "org.neo4j.driver.internal.Scheme", "isSecurityScheme", "", 1)
                });
        assertThat(Launcher.sentence(new RuntimeException(stumbled)).orElseThrow())
                .isEqualTo("quarkus.neo4j.uri is not usable; it looks like bolt://127.0.0.1:7687.");
    }

    @ParameterizedTest
    @CsvSource({
        "Neo4jDriverRecorder, toAuthToken, quarkus.neo4j.authentication.value",
        "Neo4jConfiguration$TrustSettings, lambda$x$0, quarkus.neo4j.trust-settings.cert-file"
    })
    void namesTheKeyThatQuarkusRefusesWithoutNamingIt(String type, String method, String key) {
        // Given
        String name = "io.quarkus.neo4j.runtime." + type;
        var refused = new IllegalArgumentException("No.");
        refused.setStackTrace(new StackTraceElement[] {new StackTraceElement(name, method, "", 1)});
        // When, Then
        assertThat(Launcher.sentence(new RuntimeException(refused)).orElseThrow())
                .startsWith(key + " is not usable")
                .endsWith("No.");
    }

    @Test
    void namesATakenManagementPort() {
        var failure =
                new IllegalStateException(
                        "Unable to start the management interface on 127.0.0.1:9081",
                        new BindException("Address already in use"));
        assertThat(Launcher.sentence(failure).orElseThrow())
                .contains("9081")
                .contains("QUARKUS_MANAGEMENT_PORT");
    }

    @Test
    void saysWhatToSetWhenNothingVerifiesTokens() {
        var failure =
                new RuntimeException("'quarkus.oidc.auth-server-url' property must be configured");
        assertThat(Launcher.sentence(failure).orElseThrow()).contains("QUARKUS_OIDC_PUBLIC_KEY");
    }

    @Test
    void namesTheChoicesOfAKeyAndNoClass() {
        assertThat(
                        Launcher.plain(
                                "java.lang.IllegalArgumentException: SRCFG00039: The config property ropewalk.sinks.siem.type with the config value \"pigeon\" threw an Exception whilst being converted SRCFG00049: Cannot convert pigeon to enum class a.b.C$Type, allowed values: file,http\n"))
                .isEqualTo("ropewalk.sinks.siem.type is one of file, http, not \"pigeon\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ","})
    void namesAKeyThatIsSetToNothingAndNoClass(String nothing) {
        // Given
        var builder =
                new SmallRyeConfigBuilder()
                        .withMapping(Tenants.class)
                        .withSources(
                                new PropertiesConfigSource(
                                        Map.of("a.tenants", nothing), "test", 500));
        // When
        Throwable failure = catchThrowable(builder::build);
        // Then
        assertThat(Launcher.sentence(failure))
                .hasValue(
                        "The configuration is not usable: a.tenants is set to nothing; give it a value, or remove it for its default.");
    }

    /** Keys of which one wants a value. */
    @ConfigMapping(prefix = "a")
    interface Tenants {
        List<String> tenants();
    }

    @Test
    void leavesTheNameOfAnExceptionOut() {
        assertThat(Launcher.plain("java.util.NoSuchElementException: SRCFG00014: a.b is required"))
                .isEqualTo("a.b is required");
    }

    @Test
    void hasNoSentenceForWhatNobodyForesaw() {
        assertThat(Launcher.sentence(new IllegalStateException("?"))).isEmpty();
    }

    @Test
    void survivesACauseThatIsItsOwn() {
        var first = new RuntimeException("a");
        var second = new RuntimeException("b", first);
        first.initCause(second);
        assertThat(Launcher.sentence(second)).isEmpty();
    }
}
