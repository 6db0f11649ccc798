package io.ropewalk.stream.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTextTest {
    private static final String FILE = "/old/cache.json";
    private static final String FEED =
            "https://firehose.eu-1.crowdstrike.com/sensors/entities/datafeed/v1/";
    private static final String SEKOIA =
            "{\"" + FEED + "0\": 689071490, \"" + FEED + "1\": \"9007199254740993\"}";
    private static final String FIG = "{'0': 123, '1': 456}";

    @Test
    void readsTheCacheOfTheSekoiaConnector() {
        assertThat(parse(SEKOIA)).isEqualTo(Map.of("0", 689_071_490L, "1", 9_007_199_254_740_993L));
    }

    @Test
    void readsThePythonTextOfTheIntegrationGateway() {
        assertThat(parse(FIG)).isEqualTo(Map.of("0", 123L, "1", 456L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"0\":123,\"1\":456}",
                "\uFEFF { '0' : 123 ,\r\n\t\"1\" : '456' , }\n\n",
                "{0: 123, 1: 456}",
                "\"{'0': 123, '1': 456}\"",
                "\"{\\\"0\\\": 123, \\\"1\\\": 456}\"\n",
                "'{\"0\": 123, \"1\": 456}'",
                "{\"0\":123,\"1\":456,\"0\":123}",
                "{\"https:\\/\\/h\\/sensors\\/entities\\/datafeed\\/v1\\/0\": 123,"
                        + " \"http://localhost:8090/datafeed/v2/1?appId=x&format=json\": 456}",
            })
    void isLiberalInHowItIsWritten(String content) {
        assertThat(parse(content)).isEqualTo(Map.of("0", 123L, "1", 456L));
    }

    @Test
    void keepsTheNamesOfPartitionsAndTheLargestOffset() {
        assertThat(parse("{'a7Z': " + Long.MAX_VALUE + ", '00': 0}"))
                .isEqualTo(Map.of("a7Z", Long.MAX_VALUE, "00", 0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {SEKOIA, FIG, "\"{'0': 123, '1': 456}\"", "{'0': 1,}"})
    void refusesAFileCutShortAtAnyByte(String whole) {
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> parse(cut), "cut to <%s>", cut)
                    .isInstanceOf(TakeoverRefused.class)
                    .hasMessageContaining(FILE + ", line 1: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\"{}\"",
                "[]",
                "[1, 2]",
                "123",
                "null",
                "\0\0\0\0",
                "{,}",
                "{'0': 1,, '1': 2}",
                "{'0' 1}",
                "{'0': }",
                "{'0': 1 '1': 2}",
                "{'0': 1}}",
                "{'0': 1} {'0': 2}",
                "{'0': None}",
                "{\"0\": null}",
                "{\"0\": true}",
                "{\"0\": -1}",
                "{\"0\": +1}",
                "{\"0\": 1.0}",
                "{\"0\": 1e3}",
                "{\"0\": 1_000}",
                "{\"0\": 0x10}",
                "{\"0\": 007}",
                "{\"0\": \"\"}",
                "{\"0\": \" 1\"}",
                "{\"0\": \"one\"}",
                "{\"0\": \"\uFF11\"}",
                "{\"0\": 9223372036854775808}",
                "{\"0\": 99999999999999999999}",
                "{\"0\": {\"offset\": 1}}",
                "{\"0\": [1]}",
                "{'': 1}",
                "{'a b': 1}",
                "{'a/b': 1}",
                "{\"https://h/sensors/entities/datafeed/v1/\": 1}",
                "{\"https://h/sensors/entities/detects/v1/0\": 1}",
                "{\"https://h/0\": 1}",
                "{\"ftp://h/datafeed/v1/0\": 1}",
                "{\"Parameter\": {\"Value\": \"{'0': 1}\"}}",
                "{'0': 1, '0': 2}",
                "{\"https://a/datafeed/v1/0\": 1, \"https://b/datafeed/v1/0\": 2}",
                "{\"0\": 1, 'x\ny': 2}",
                "{\"\\u0030\": 1}",
                "{'0\": 1}",
            })
    void refusesWhatIsUnclear(String content) {
        assertThatThrownBy(() -> parse(content))
                .isInstanceOf(TakeoverRefused.class)
                .hasMessageContaining(FILE)
                .hasMessageContaining("nothing was taken over");
    }

    @Test
    void namesTheLine() {
        assertThatThrownBy(() -> parse("{\n  '0': 1,\n  '1': oops\n}\n"))
                .hasMessageContaining(FILE + ", line 3: the offset must be a whole number");
    }

    @Test
    void quotesNothingOfAFileThatMayBeTheWrongOne() {
        assertThatThrownBy(() -> parse("{\"password\": \"hunter2\", \"k!\": \"hunter3\"}"))
                .message()
                .doesNotContain("hunter");
    }

    private static Map<String, Long> parse(String content) {
        return OffsetText.parse(FILE, content);
    }
}
