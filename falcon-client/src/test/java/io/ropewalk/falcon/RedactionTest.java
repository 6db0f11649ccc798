package io.ropewalk.falcon;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api.Granted;
import io.ropewalk.falcon.oauth2.OAuth2Transport.TokenAnswer;
import io.ropewalk.falcon.streams.ListedStream;
import io.ropewalk.falcon.streams.Refreshed;
import io.ropewalk.falcon.streams.SessionToken;
import io.ropewalk.falcon.streams.StreamDescriptor;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** No text of ours shows a secret. */
class RedactionTest {

    private static final String SECRET = "canary-5f1d";

    @Test
    void recordsThatHoldASecretDoNotPrintIt() {
        FalconToken token =
                new FalconToken(
                        SECRET, URI.create("https://x.invalid"), Instant.MAX, Optional.empty());
        SessionToken session = new SessionToken(SECRET, Optional.of(Instant.MAX));
        Granted granted = new Granted.Token(SECRET, 1799, Optional.empty());
        assertThat(
                        List.of(
                                token,
                                granted,
                                FalconResult.ok(token, ""),
                                FalconResult.ok(granted, ""),
                                new ClientCredentials("id", SECRET),
                                new TokenAnswer(
                                        201,
                                        AnswerHeaders.NONE,
                                        Optional.of(SECRET),
                                        OptionalLong.of(1),
                                        ""),
                                session,
                                FalconResult.ok(new Refreshed(Optional.of(session)), ""),
                                new ListedStream("u", SECRET, "e", "r", "1"),
                                FalconResult.ok(
                                        List.of(
                                                new StreamDescriptor(
                                                        URI.create("https://x.invalid"),
                                                        session,
                                                        URI.create("https://x.invalid"),
                                                        OptionalLong.empty(),
                                                        "0")),
                                        ""),
                                AnswerHeaders.of(Map.of("X-Secret", List.of(SECRET)))))
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain(SECRET));
    }
}
