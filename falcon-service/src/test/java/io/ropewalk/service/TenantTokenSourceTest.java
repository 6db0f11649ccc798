package io.ropewalk.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.client.OidcClientException;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.kit.tenants.TenantTokens;
import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTokenSourceTest {
    private final FakeAuthService auth = new FakeAuthService();
    private final TenantTokenSource tokens =
            new TenantTokenSource(new TenantTokens(auth, auth, Clock.systemUTC()), "acme");

    @Test
    void aGrantedTokenComesWithItsRegionAndCustomer() {
        // Given
        auth.grants("first");
        // When
        FalconToken token = granted();
        // Then
        assertThat(token.value()).isEqualTo("first");
        assertThat(token.baseUrl()).isEqualTo(URI.create(FakeAuthService.FALCON));
        assertThat(token.cid()).contains(FakeAuthService.CID);
    }

    @Test
    void aTokenThatFalconRefusedIsRevokedAndNotGivenAgain() {
        // Given
        auth.grants("first");
        FalconToken first = granted();
        auth.grants("second");
        // When
        tokens.reject(first);
        // Then
        assertThat(auth.revoked()).containsExactly("first");
        assertThat(granted().value()).isEqualTo("second");
    }

    @Test
    void theServiceAccountsTokenIsReadAnewForEachCall(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "of-the-morning\n");
        auth.tokenFile(file);
        auth.grants("first");
        FalconToken first = granted();
        // When
        Files.writeString(file, "of-noon\n");
        tokens.reject(first);
        granted();
        // Then
        assertThat(auth.assertions()).containsExactly("of-the-morning", "of-noon", "of-noon");
    }

    @Test
    void withoutTheServiceAccountsTokenNothingIsAsked(@TempDir Path folder) {
        // Given
        auth.tokenFile(folder.resolve("missing"));
        auth.grants("first");
        // When
        var result = tokens.current();
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        FalconResult.Unreachable.class,
                        away ->
                                assertThat(away.why().message())
                                        .contains("service account's token cannot be read"));
        assertThat(auth.assertions()).isEmpty();
    }

    @Test
    void anAuthServiceThatRefusesIsARejection() {
        // Given
        auth.fails(new OidcClientException("invalid_scope"));
        // When
        var result = tokens.current();
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        FalconResult.Rejected.class,
                        rejected -> {
                            assertThat(rejected.status()).isEqualTo(401);
                            assertThat(rejected.why().category()).isEqualTo(FailureCategory.AUTH);
                            assertThat(rejected.why().message()).contains("acme", "invalid_scope");
                        });
    }

    @Test
    void whatAuthServiceSaysIsASentenceAndNotItsJson() {
        // Given
        auth.fails(
                new OidcClientException(
                        "{\"error\":\"invalid_scope\",\"error_description\":\"Unknown tenant.\"}"));
        // When, Then
        assertThat(message())
                .isEqualTo(
                        "auth-service gave no token for tenant acme: Unknown tenant"
                                + " (invalid_scope).");
    }

    @ParameterizedTest
    @CsvSource({
        "network, NETWORK",
        "timeout, TIMEOUT",
        "vendor-down, VENDOR_DOWN",
        "throttled, THROTTLED",
        "bug, BUG",
        "auth, AUTH",
        "bad-request, AUTH",
        "what-is-this, AUTH",
        "'', AUTH"
    })
    void whyThereIsNoTokenAtTheMomentIsAuthServicesWord(String told, FailureCategory taken) {
        // Given
        auth.fails(
                new OidcClientException(
                        "{\"error\":\"temporarily_unavailable\",\"category\":\"%s\"}"
                                .formatted(told)));
        // When, Then
        assertThat(tokens.current().failure().map(FalconFailure::category)).contains(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"temporarily_unavailable\"}",
                "{\"error\":\"temporarily_unavailable\",\"category\":7}",
                "{\"error\":\"invalid_client\",\"category\":\"network\"}"
            })
    void aRefusalWithoutAWordOfItIsOneOfTheCredentials(String answer) {
        // Given
        auth.fails(new OidcClientException(answer));
        // When, Then
        assertThat(tokens.current().failure().map(FalconFailure::category))
                .contains(FailureCategory.AUTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":", "{"})
    void anAnswerThatCannotBeReadIsNotShown(String answer) {
        // Given
        auth.fails(new OidcClientException(answer));
        // When, Then
        assertThat(message())
                .isEqualTo(
                        "auth-service gave no token for tenant acme: its answer cannot be read.");
    }

    private String message() {
        return switch (tokens.current()) {
            case FalconResult.Rejected<FalconToken> refused -> refused.why().message();
            case FalconResult<FalconToken> other -> throw new AssertionError(other);
        };
    }

    static Stream<RuntimeException> away() {
        return Stream.of(
                new OidcClientException("OIDC Server is not available"),
                new TimeoutException(),
                new IllegalStateException("connection refused"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void anAuthServiceThatIsAwayIsUnreachable(RuntimeException failure) {
        // Given
        auth.fails(failure);
        // When
        var result = tokens.current();
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        FalconResult.Unreachable.class,
                        away -> {
                            assertThat(away.why().category()).isEqualTo(FailureCategory.NETWORK);
                            assertThat(away.why().message()).doesNotContain("null");
                        });
    }

    private FalconToken granted() {
        return switch (tokens.current()) {
            case FalconResult.Ok<FalconToken> ok -> ok.value();
            case FalconResult<FalconToken> other -> throw new AssertionError(other);
        };
    }
}
