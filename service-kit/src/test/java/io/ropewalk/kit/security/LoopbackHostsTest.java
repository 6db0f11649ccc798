package io.ropewalk.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8085",
                "127.0.0.1",
                "127.0.0.1:8085",
                "[::1]",
                "[::1]:80"
            })
    void namesOfThisMachineMayBeUsed(String host) {
        assertThat(LoopbackHosts.allows(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8085",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8085",
                "127.0.0.1:8085@evil.example",
                "10.0.0.1",
                "0.0.0.0:8085",
                "localhost:",
                ""
            })
    void namesThatSomebodyElseMayHoldMayNot(String host) {
        assertThat(LoopbackHosts.allows(host)).isFalse();
    }

    @Test
    void norMayNone() {
        assertThat(LoopbackHosts.allows(null)).isFalse();
        assertThat(LoopbackHosts.refusal().detail()).contains("ropewalk.security=off", "localhost");
    }
}
