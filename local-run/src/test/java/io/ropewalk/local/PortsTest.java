package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static Map<String, String> anyFree() {
        Map<String, String> environment = new HashMap<>();
        for (Port port : Port.values()) {
            environment.put(port.variable(), "0");
        }
        return environment;
    }

    @Test
    void zeroTakesFreePortsThatAllDiffer() {
        Ports ports = Ports.claim(EnumSet.allOf(Port.class), anyFree());

        assertThat(ports.numbers().values()).doesNotContain(0).doesNotHaveDuplicates();
        assertThat(ports.bolt()).isEqualTo("bolt://127.0.0.1:" + ports.number(Port.BOLT));
    }

    @Test
    void namesATakenPortAndItsVariable() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Map<String, String> environment = anyFree();
            environment.put("ROPEWALK_LOCAL_BOLT_PORT", "" + other.getLocalPort());

            assertThatThrownBy(() -> Ports.claim(EnumSet.allOf(Port.class), environment))
                    .isInstanceOfSatisfying(
                            Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(1))
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("taken")
                    .hasMessageContaining("ROPEWALK_LOCAL_BOLT_PORT");
        }
    }

    @Test
    void saysThatTwoOfOursWantTheSamePort() {
        Map<String, String> environment = anyFree();
        int free = Ports.claim(EnumSet.of(Port.AUTH), environment).number(Port.AUTH);
        environment.put("ROPEWALK_LOCAL_AUTH_PORT", "" + free);
        environment.put("ROPEWALK_LOCAL_INVENTORY_PORT", "" + free);

        assertThatThrownBy(() -> Ports.claim(EnumSet.allOf(Port.class), environment))
                .hasMessageContaining("also wanted for the API of auth-service")
                .hasMessageContaining("ROPEWALK_LOCAL_INVENTORY_PORT");
    }

    @Test
    void triesOnlyThePortsThatAreNeeded() {
        Map<String, String> environment = anyFree();
        environment.put("ROPEWALK_LOCAL_SIMULATOR_PORT", "no port");

        Ports ports = Ports.claim(EnumSet.of(Port.AUTH), environment);

        assertThat(ports.numbers()).containsOnlyKeys(Port.AUTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "eight", "80.81"})
    void refusesWhatIsNoPort(String text) {
        assertThatThrownBy(() ->
                        Ports.claim(
                                EnumSet.of(Port.AUTH), Map.of("ROPEWALK_LOCAL_AUTH_PORT", text)))
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.exitCode()).isEqualTo(2))
                .hasMessageContaining("ROPEWALK_LOCAL_AUTH_PORT")
                .hasMessageContaining(text);
    }
}
