package io.ropewalk.stream.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.testing.Configured;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmptyKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ropewalk.sinks.hook.signing-secret | ''",
                "ropewalk.sinks.hook.signing-secret | ${nowhere:}",
                "ropewalk.sinks.hook.signing-secret-file | ''",
                "ropewalk.sinks.hook.bearer-token | '  '",
                "ropewalk.sinks.\"my.siem\".intake-key | ''",
                "ropewalk.sinks.hook.event-types | ''",
                "ropewalk.sinks.hook.event-types | ','",
            })
    void aKeyThatIsSetToNothingIsRefused(String key, String value) {
        assertThatThrownBy(() -> EmptyKeys.check(Configured.keys(Map.of(key, value))))
                .isInstanceOf(StartFailure.class)
                .hasMessage(key + " is set to nothing; give it a value, or remove it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOOK_SIGNING_SECRET", "MY_HOOK_BEARER_TOKEN", "MY_HOOK_EVENT_TYPES"})
    void soIsAVariable(String variable) {
        assertThatThrownBy(() ->
                        EmptyKeys.check(
                                Configured.variables(Map.of("ROPEWALK_SINKS_" + variable, ""))))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is set to nothing");
    }

    @Test
    void whatIsSetOrIsNotIsNoMatter() {
        var keys =
                Map.of(
                        "ropewalk.sinks.hook.signing-secret", "s",
                        "ropewalk.sinks.hook.event-types", "a,b",
                        "ropewalk.sinks.hook.format", "");
        assertThatCode(() -> EmptyKeys.check(Configured.keys(keys))).doesNotThrowAnyException();
    }
}
