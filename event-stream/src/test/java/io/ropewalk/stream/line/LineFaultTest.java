package io.ropewalk.stream.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ropewalk.stream.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Line by line: what is no event and why, and what is one although it looks odd (F-07). */
class LineFaultTest {
    private static final String GOOD = "{\"metadata\":{\"offset\":9,\"eventType\":\"Good\"}}";

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("400 Bad Request", "The line is not a JSON object."),
                arguments("400", "The line is not a JSON object."),
                arguments("<html><body>502</body></html>", "The line is not a JSON object."),
                arguments("[" + GOOD + "]", "The line is not a JSON object."),
                arguments("\"text\"", "The line is not a JSON object."),
                arguments("null", "The line is not a JSON object."),
                arguments("\uFEFF" + GOOD, "The line begins with a byte order mark."),
                arguments(GOOD + GOOD, "More follows behind the JSON object."),
                arguments(GOOD + ",", "More follows behind the JSON object."),
                arguments(GOOD + "\0", "More follows behind the JSON object."),
                arguments("\0" + GOOD, "The line is not a JSON object."),
                arguments("{", "The line is not JSON."),
                arguments("{}", "The event has no metadata."),
                arguments("{\"event\":{\"metadata\":{}}}", "The event has no metadata."),
                arguments("{\"metadata\":null}", "The metadata is not an object."),
                arguments("{\"metadata\":[]}", "The metadata is not an object."),
                arguments("{\"metadata\":{}}", "The metadata has no offset."),
                arguments(meta("\"eventType\":\"A\""), "The metadata has no offset."),
                arguments(meta("\"offset\":1"), "The metadata has no event type."),
                arguments(type("7"), "The event type is not text."),
                arguments(type("null"), "The event type is not text."),
                arguments(type("\"\""), "The event type is not text."),
                arguments(type("{}"), "The event type is not text."),
                arguments(
                        type("\"A\",\"eventType\":\"A\""), "The metadata has an event type twice."),
                arguments(
                        type("\"A\",\"event\\u0054ype\":\"A\""),
                        "The metadata has an event type twice."),
                arguments(syntax("\"a\\x\""), "A string holds an escape that JSON does not know."),
                arguments(
                        syntax("\"\\u12g4\""), "A string holds an escape that JSON does not know."),
                arguments(syntax("\"a\tb\""), "A string holds a raw control character."),
                arguments(syntax("\"a\0b\""), "A string holds a raw control character."),
                arguments(syntax("\"a\rb\""), "A string holds a raw control character."),
                arguments(
                        syntax("[".repeat(512) + "]".repeat(512)),
                        "The JSON is nested too deeply."),
                arguments(GOOD.substring(0, 20), "The line ends inside its JSON."));
    }

    static Stream<Arguments> noValues() {
        return Stream.of(
                        "'a'",
                        "NaN",
                        "tru",
                        "True",
                        "nulll",
                        "01",
                        "+1",
                        "1.",
                        ".5",
                        "1e",
                        "-",
                        "0x10",
                        "[1,]",
                        "[1 2]",
                        "[1}",
                        "{\"a\":1,}",
                        "{\"a\" 1}",
                        "{a:1}",
                        "{1:1}",
                        "/* no */ 1",
                        "\u00A01",
                        "")
                .map(value -> arguments(syntax(value), "The line is not JSON."));
    }

    @ParameterizedTest
    @MethodSource({"broken", "noValues"})
    void aLineThatIsNoEventIsKeptWithItsBytesAndAReason(String line, String reason) {
        // Given
        Feeding feeding = new Feeding(100_000);
        // When
        feeding.all(GOOD + "\n" + line + "\r\n" + GOOD + "\n");
        // Then
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(feeding.events).extracting(Event::text).containsExactly(GOOD, GOOD);
        assertThat(feeding.broken)
                .singleElement()
                .returns(1, BrokenLine::before)
                .returns((long) bytes.length, BrokenLine::totalBytes)
                .returns(reason, BrokenLine::reason);
        assertThat(feeding.broken.getFirst().head()).isEqualTo(bytes);
    }

    static Stream<Arguments> offsets() {
        String bad = "The offset is not a non-negative 64-bit integer.";
        return Stream.of(
                arguments("\"7\"", bad),
                arguments("-7", bad),
                arguments("-0", bad),
                arguments("7.0", bad),
                arguments("7e0", bad),
                arguments("null", bad),
                arguments("{\"offset\":7}", bad),
                arguments("9223372036854775808", bad),
                arguments("9999999999999999999", bad),
                arguments("18446744073709551617", bad),
                arguments("100000000000000000000000000", bad),
                arguments("007", "The line is not JSON."),
                arguments("7,\"offset\":7", "The metadata has an offset twice."),
                arguments("7,\"off\\u0073et\":8", "The metadata has an offset twice."));
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void anOffsetInDoubtIsNotKnown(String offset, String reason) {
        // Given
        Feeding feeding = new Feeding(100_000);
        // When
        feeding.all(meta("\"eventType\":\"A\",\"offset\":" + offset) + "\n");
        // Then
        assertThat(feeding.events).isEmpty();
        assertThat(feeding.broken)
                .singleElement()
                .returns(OptionalLong.empty(), BrokenLine::offset)
                .returns(reason, BrokenLine::reason);
    }

    static Stream<String> offsetStillKnown() {
        return Stream.of(
                syntax("tru"),
                type("\"\""),
                "{\"metadata\":{\"eventType\":3,\"offset\":7}}",
                "{\"metadata\":{\"offset\":7",
                "{\"metadata\":{\"offset\":7}");
    }

    @ParameterizedTest
    @MethodSource("offsetStillKnown")
    void theOffsetOfABrokenLineIsKnownWhereItCouldBeRead(String line) {
        // Given
        Feeding feeding = new Feeding(100_000);
        // When
        feeding.all(line + "\n");
        // Then
        boolean cut = line.endsWith("7");
        assertThat(feeding.broken)
                .singleElement()
                .returns(cut ? OptionalLong.empty() : OptionalLong.of(7), BrokenLine::offset);
    }

    @ParameterizedTest
    @MethodSource("twice")
    void metadataTwiceIsBrokenWhicheverComesFirst(String line) {
        // Given
        Feeding feeding = new Feeding(100_000);
        // When
        feeding.all(line + "\n");
        // Then
        assertThat(feeding.broken)
                .singleElement()
                .returns(OptionalLong.empty(), BrokenLine::offset)
                .returns("The event has metadata twice.", BrokenLine::reason);
    }

    static Stream<String> twice() {
        String metadata = "\"metadata\":{\"offset\":1,\"eventType\":\"A\"}";
        return Stream.of(
                "{" + metadata + "," + metadata + "}",
                "{" + metadata + ",\"event\":{},\"\\u006detadata\":{\"offset\":2}}",
                "{" + metadata + ",\"metadata\":null}");
    }

    static Stream<byte[]> notUtf8() {
        return Stream.of(
                        "80",
                        "C0AF",
                        "C1BF",
                        "E08080",
                        "EDA080",
                        "F0808080",
                        "F4908080",
                        "F5",
                        "FF",
                        "C3",
                        "E282",
                        "F09F98",
                        "C328")
                .map(HexFormat.of()::parseHex);
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void bytesThatAreNotUtf8AreBrokenAndKept(byte[] bytes) {
        // Given
        Feeding feeding = new Feeding(100_000);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] line = (syntax("\"" + text + "\"") + "\n").getBytes(StandardCharsets.ISO_8859_1);
        // When
        feeding.all(line);
        // Then
        assertThat(feeding.broken)
                .singleElement()
                .returns("A string is not valid UTF-8.", BrokenLine::reason);
        assertThat(feeding.broken.getFirst().head())
                .isEqualTo(Arrays.copyOf(line, line.length - 1));
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                arguments(
                        "{\"event\":{\"offset\":1},\"metadata\":{\"eventType\":\"A\",\"offset\":7}}"),
                arguments("{\"event\":{\"metadata\":{\"offset\":1}}," + good().substring(1)),
                arguments(" \t{ \"metadata\" : {\t\"offset\" :\r7 , \"eventType\" : \"A\" } } \t"),
                arguments(
                        meta(
                                "\"x\":{\"offset\":1,\"eventType\":\"B\"},\"offset\":7,\"eventType\":\"A\"")),
                arguments(meta("\"x\":[{\"offset\":1}],\"offset\":7,\"eventType\":\"A\"")),
                arguments(meta("\"x\":\"\\\"offset\\\":1\",\"offset\":7,\"eventType\":\"A\"")),
                arguments("{\"met\\u0061data\":{\"\\u006fffset\":7,\"eventType\":\"\\u0041\"}}"),
                arguments("{\"offset\":1,\"Metadata\":{\"offset\":2}," + good().substring(1)),
                arguments(meta("\"Offset\":1,\"offset\":7,\"offsets\":2,\"eventType\":\"A\"")),
                arguments(type("\"A\",\"eventCreationTime\":\"soon\",\"eventCreationTime\":-4")),
                arguments(type("\"A\",\"eventCreationTime\":1.5e3,\"customerIDString\":null")),
                arguments(syntax("[".repeat(511) + "]".repeat(511))),
                arguments(
                        syntax(
                                "[0,-0,-1.5E+10,1e-9,123456789012345678901234567890,true,false,null]")),
                arguments(syntax("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00Ff\\ud800\"")),
                arguments(
                        syntax(
                                "\"\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\uD800\uDC00\uDBFF\uDFFF\"")),
                arguments(syntax("{\"\":{},\"a\":[],\"a\":[[],{}]}")));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void anOddLineIsStillTheSameEvent(String line) {
        // Given
        Feeding feeding = new Feeding(100_000);
        // When
        feeding.all(line + "\r\n");
        // Then
        assertThat(feeding.broken).isEmpty();
        assertThat(feeding.events)
                .singleElement()
                .returns(line, Event::text)
                .returns(7L, Event::offset)
                .returns("A", Event::eventType)
                .returns(0L, Event::createdAt);
    }

    private static String good() {
        return type("\"A\"");
    }

    private static String meta(String members) {
        return "{\"metadata\":{" + members + "}}";
    }

    private static String type(String value) {
        return meta("\"offset\":7,\"eventType\":" + value);
    }

    private static String syntax(String value) {
        return good().substring(0, good().length() - 1) + ",\"event\":" + value + "}";
    }
}
