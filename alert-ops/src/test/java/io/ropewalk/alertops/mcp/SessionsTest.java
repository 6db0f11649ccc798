package io.ropewalk.alertops.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Sessions.Of ANN = new Sessions.Of("ann", "/mcp");
    private static final Sessions.Of BOB = new Sessions.Of("bob", "/mcp");

    @Test
    void isOfItsOwnerAtItsServer() {
        // Given
        Sessions sessions = new Sessions(10, 10);
        sessions.begin("1", ANN);
        // Then
        assertThat(sessions.isOf("1", ANN)).isTrue();
        assertThat(sessions.isOf("1", BOB)).isFalse();
        assertThat(sessions.isOf("1", new Sessions.Of("ann", "/ops/mcp"))).isFalse();
        assertThat(sessions.isOf("2", ANN)).isFalse();
    }

    @Test
    void whoBeginsManyEndsTheirOwn() {
        // Given
        Sessions sessions = new Sessions(10, 2);
        sessions.begin("bob", BOB);
        sessions.begin("1", ANN);
        sessions.begin("2", ANN);
        assertThat(sessions.isOf("1", ANN)).isTrue();
        // When
        assertThat(sessions.begin("3", ANN)).containsExactly("2");
        // Then
        assertThat(sessions.isOf("bob", BOB)).isTrue();
        assertThat(sessions.isOf("1", ANN)).isTrue();
        assertThat(sessions.isOf("2", ANN)).isFalse();
        assertThat(sessions.isOf("3", ANN)).isTrue();
    }

    @Test
    void theLongestUnusedOfAllEndsWhenThereAreTooMany() {
        // Given
        Sessions sessions = new Sessions(2, 2);
        sessions.begin("bob", BOB);
        sessions.begin("1", ANN);
        // When
        assertThat(sessions.begin("2", ANN)).containsExactly("bob");
        // Then
        assertThat(sessions.isOf("bob", BOB)).isFalse();
    }
}
