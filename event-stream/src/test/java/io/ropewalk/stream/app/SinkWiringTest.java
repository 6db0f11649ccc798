package io.ropewalk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.event.json.JsonDetections;
import io.ropewalk.stream.partition.SinkBinding;
import io.ropewalk.stream.testing.Configured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkWiringTest {
    private static final String SECRET = "5ecret";

    @Test
    void everyTypeIsMade(@TempDir Path directory) throws IOException {
        // Given
        Path key = Files.writeString(directory.resolve("key"), SECRET + "\n");
        // When
        var sinks =
                bindings(
                        Map.ofEntries(
                                Map.entry("ropewalk.sinks.siem.type", "sekoia"),
                                Map.entry("ropewalk.sinks.siem.url", "https://intake.example"),
                                Map.entry("ropewalk.sinks.siem.intake-key-file", key.toString()),
                                Map.entry("ropewalk.sinks.siem.batch-size", "5"),
                                Map.entry("ropewalk.sinks.lake.type", "kafka"),
                                Map.entry("ropewalk.sinks.lake.url", "kafka://a:9092,b:9092/t"),
                                Map.entry("ropewalk.sinks.hook.type", "http"),
                                Map.entry("ropewalk.sinks.hook.url", "https://hook.example/x"),
                                Map.entry("ropewalk.sinks.hook.headers.\"x.api.key\"", SECRET),
                                Map.entry("ropewalk.sinks.archive.type", "file"),
                                Map.entry("ropewalk.sinks.archive.url", directory + "/{tenant}/e"),
                                Map.entry("ropewalk.sinks.archive.format", "envelope"),
                                Map.entry("ropewalk.sinks.out.type", "stdout")));
        // Then
        assertThat(sinks.stream().map(it -> it.sink().name()))
                .containsExactlyInAnyOrder("siem", "lake", "hook", "archive", "out");
        assertThat(of(sinks, "siem").settings().batchEvents()).isEqualTo(5);
        assertThat(of(sinks, "hook").settings().batchEvents()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"x.ndjson", "./x.ndjson", "link/x.ndjson", "{tenant}/x", "{tenant}/./x"})
    void twoSinksOfOneFileAreRefused(String spelling, @TempDir Path directory) throws IOException {
        // Given
        Files.createSymbolicLink(directory.resolve("link"), directory);
        String first = spelling.startsWith("{") ? "{tenant}/x" : "x.ndjson";
        Map<String, String> keys =
                Map.of(
                        "ropewalk.sinks.a.type",
                        "file",
                        "ropewalk.sinks.a.url",
                        directory + "/" + first,
                        "ropewalk.sinks.b.type",
                        "file",
                        "ropewalk.sinks.b.url",
                        "file:" + directory + "/" + spelling);
        // When, then
        assertThatThrownBy(() -> bindings(keys))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("give each sink a file of its own");
    }

    @Test
    void noSinkAtAllIsRefused() {
        assertThatThrownBy(() -> bindings(Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ROPEWALK_SINKS_<NAME>_TYPE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=sekoia intake-key=5ecret | url is missing",
                "type=sekoia url=https://i.example | intake-key is missing",
                "type=sekoia url=https://i.example intake-key=5ecret intake-key-file=/k | exclude each other",
                "type=sekoia url=https://i.example intake-key-file=/no/such/file | intake-key-file names /no/such/file, which cannot be read",
                "type=sekoia url=https://i.example?key=5ecret intake-key=5ecret | url must have no query",
                "type=http | url is missing",
                "type=http url=http://hook.example/5ecret | allow-http=true",
                "type=http url=https://u:5ecret@hook.example | no user and password",
                "type=http url=https://hook.example/5ecret^{ | url is no address",
                "type=http url=https://h.example proxy=http://u:5ecret@p.example:3128 | proxy must hold no user",
                "type=http url=https://h.example proxy=p^5ecret | proxy is no address",
                "type=http url=https://h.example format=envelope | format is ndjson",
                "type=http url=https://h.example ca-file=/no/such/file | /no/such/file",
                "type=http url=https://h.example headers.Host=5ecret | headers.Host is set by the sink",
                "type=http url=https://h.example bearer-token=5ecret headers.Authorization=5ecret | exclude each other",
                "type=http url=https://h.example signing-secret=5ecret signing-secret-file=/k | exclude each other",
                "type=stdout event-types=a,\t,b | event-types names event types",
                "type=http url=https://h.example timeout=0s | timeout is a time above zero",
                "type=http url=https://h.example connect-timeout=P9999999D | at most 365 days",
                "type=kafka bootstrap-servers=b:9092 topic=t delivery-timeout=P9999999D | at most 365 days",
                "type=kafka bootstrap-servers=b:9092 topic=t delivery-timeout=P100D | at most 24 days",
                "type=file url=/tmp/x rotate-after=P9999999D | at most 365 days",
                "type=kafka topic=t | bootstrap-servers must name brokers",
                "type=kafka bootstrap-servers=b:9092 | topic must name",
                "type=kafka bootstrap-servers=b:9092 topic=t compression=rar | compression is none, gzip",
                "type=kafka bootstrap-servers=b:9092 topic=t properties.acks=0 | Remove acks",
                "type=kafka bootstrap-servers=b:9092 topic=t properties.\"security.protocl\"=5ecret | security.protocl",
                "type=kafka bootstrap-servers=b:9092 topic=t properties.\"security.protocol\"=5ecret | security.protocol",
                "type=kafka bootstrap-servers=5ecret topic=t | bootstrap-servers must name brokers as host:port",
                "type=kafka bootstrap-servers=b:9092 topic=t delivery-timeout=1s | at least 2 s",
                "type=file | url is missing",
                "type=file url=/no/such/directory/events | /no/such/directory",
                "type=file url=/tmp | url must name a file, not a directory",
                "type=http url=http://127.0.0.1:99999/x | port from 1 to 65535",
                "type=http url=https://h.example proxy=http://p.example:99999 | proxy must be",
                "type=stdout batch-max-age=P200000D | at most 365 days",
                "type=file url=/tmp/{customer} | {customer}",
                "type=file url=/tmp/x format=csv | format is ndjson or envelope",
                "type=file url=/tmp/x keep=-1 | keep must not be negative",
                "type=stdout batch-size=0 | batch-size is a number from 1 to 10000",
                "type=stdout batch-max-age=0s | batch-max-age is a time above zero",
                "type=stdout retry-min-delay=0s | retry-min-delay is a time above zero",
                "type=stdout retry-min-delay=2m | retry-max-delay is not shorter",
            })
    void whatCannotWorkIsRefusedInOneSentenceWithoutSecrets(String block, String says) {
        assertThatThrownBy(() -> bindings(block(block)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("ropewalk.sinks.lake")
                .hasMessageContaining(says)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=file url=/tmp/x intake-key=5ecret | intake-key | sekoia",
                "type=stdout url=/tmp/x | url | sekoia, kafka, http, file",
                "type=stdout gzip=true | gzip | sekoia, http",
                "type=sekoia url=https://i.example intake-key=5ecret bearer-token=5ecret | bearer-token | http",
                "type=sekoia url=https://i.example intake-key=5ecret headers.X=5ecret | headers | http",
                "type=http url=https://h.example topic=t | topic | kafka",
                "type=http url=https://h.example rotate-bytes=5 | rotate-bytes | file",
                "type=kafka bootstrap-servers=b:9092 topic=t allow-http=true | allow-http | sekoia, http",
                "type=kafka bootstrap-servers=b:9092 topic=t timeout=5s | timeout | sekoia, http",
                "type=file url=/tmp/x transactional=false | transactional | kafka",
            })
    void aKeyThatIsForAnotherTypeIsRefused(String block, String key, String takers) {
        assertThatThrownBy(() -> bindings(block(block)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("ropewalk.sinks.lake." + key + " is not for")
                .hasMessageContaining("but for " + takers + ";")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void anUnknownTypeIsRefusedByTheConfigurationItself() {
        assertThatThrownBy(() -> Configured.sinks(block("type=splunk")))
                .hasMessageContaining("ropewalk.sinks.lake.type")
                .hasMessageContaining("splunk");
    }

    private static Map<String, String> block(String text) {
        Map<String, String> keys = new HashMap<>();
        Arrays.stream(text.split(" ", -1))
                .forEach(pair -> {
                    int equals = pair.indexOf('=');
                    keys.put(
                            "ropewalk.sinks.lake." + pair.substring(0, equals),
                            pair.substring(equals + 1));
                });
        return keys;
    }

    private static List<SinkBinding> bindings(Map<String, String> keys) {
        var wiring =
                new SinkWiring(
                        Configured.stream(Map.of()), new JsonDetections(), Clock.systemUTC());
        List<SinkBinding> bindings = wiring.bindings(Configured.sinks(keys));
        bindings.forEach(it -> it.sink().close());
        return bindings;
    }

    private static SinkBinding of(List<SinkBinding> bindings, String name) {
        return bindings.stream()
                .filter(it -> it.sink().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
