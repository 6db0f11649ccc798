package io.ropewalk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VertexWiringTest {

    @ParameterizedTest
    @CsvSource({
        "false,,false",
        "false,false,false",
        "false,FALSE,false",
        "false,' ',false",
        "false,true,true",
        "false,1,true",
        "true,false,true",
        "true,,true"
    })
    void theSwitchOfTheConnectorBeforeUsTurnsItOn(boolean ours, String theirs, boolean on) {
        // Given
        Optional<String> word = Optional.ofNullable(theirs);
        // When
        boolean result = VertexWiring.isOn(ours, word);
        // Then
        assertThat(result).isEqualTo(on);
    }
}
