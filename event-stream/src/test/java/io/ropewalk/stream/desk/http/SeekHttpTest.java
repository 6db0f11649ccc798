package io.ropewalk.stream.desk.http;

import static io.ropewalk.stream.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.stream.state.jdbc.JdbcState;
import io.ropewalk.stream.testing.Api;
import io.ropewalk.stream.testing.ServiceResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SeekHttpTest {
    private static final String SEEK = Api.of("acme") + "/streams/1/seek";
    private static final Pattern OFFSET = Pattern.compile("\"offset\":\\s*(\\d+)");
    private static final Pattern CREATED = Pattern.compile("\"eventCreationTime\":\\s*(\\d+)");

    private final JdbcState state;
    private List<String> before;

    @Inject
    SeekHttpTest(JdbcState state) {
        this.state = state;
    }

    @BeforeEach
    void everythingIsDelivered() {
        Api.partition("acme", "1", Api::isCaughtUp);
        before = Api.linesOnce(ServiceResource.EVENTS, "archive", "acme", "1");
        Api.linesOnce(ServiceResource.EVENTS, "second", "acme", "1");
    }

    @Test
    void deliveryGoesOnAfterAnOffset() {
        // Given
        List<Long> all = offsets(before).subList(0, ServiceResource.EVENTS);
        // When
        seek("{\"offset\":%d,\"reason\":\"again\"}".formatted(all.get(14)));
        // Then
        assertThat(repeated("archive", 5)).isEqualTo(all.subList(15, 20));
        as("viewer")
                .get(Api.of("acme") + "/audit?limit=1")
                .then()
                .body("items[0].action", equalTo("seek"))
                .body("items[0].by", equalTo("tester"))
                .body("items[0].reason", equalTo("again"))
                .body("items[0].detail", containsString("offset " + all.get(14)));
    }

    @Test
    void everythingTheVendorKeepsComesAgain() {
        // Given
        List<Long> all = offsets(before).subList(0, ServiceResource.EVENTS);
        // When
        seek("{\"to\":\"oldest\"}");
        // Then
        assertThat(repeated("archive", 20)).isEqualTo(all);
    }

    @Test
    void deliveryGoesOnFromAnInstant() {
        // Given
        List<String> all = before.subList(0, ServiceResource.EVENTS);
        long created = number(CREATED, all.get(10));
        // When
        seek("{\"to\":\"%s\"}".formatted(Instant.ofEpochMilli(created)));
        // Then
        List<Long> expected =
                all.stream()
                        .filter(line -> number(CREATED, line) >= created)
                        .map(line -> number(OFFSET, line))
                        .toList();
        assertThat(expected).isNotEmpty().hasSizeLessThan(ServiceResource.EVENTS);
        assertThat(repeated("archive", expected.size())).isEqualTo(expected);
    }

    @Test
    void theNewestLeavesOutWhatIsThere() {
        // When
        seek("{\"to\":\"newest\"}");
        Api.partition("acme", "1", it -> it.get("state").equals("open"));
        // A later seek is carried out after it: what it left out would have come by then.
        long last = offsets(before).getLast();
        seek("{\"offset\":%d}".formatted(last - 1));
        // Then
        assertThat(repeated("archive", 1)).containsExactly(last);
    }

    @Test
    void oneSinkIsMovedAlone() {
        // Given
        int second = Api.lines("second", "acme", "1").size();
        // When
        seek("{\"to\":\"oldest\",\"sink\":\"second\"}");
        // Then
        assertThat(Api.linesOnce(second + ServiceResource.EVENTS, "second", "acme", "1"))
                .hasSize(second + ServiceResource.EVENTS);
        Api.partition("acme", "1", Api::isCaughtUp);
        assertThat(Api.lines("archive", "acme", "1")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | needs a body",
                "{}                                | either offset",
                "{\"offset\":5,\"to\":\"oldest\"}  | either offset",
                "{\"offset\":-1}                   | from 0",
                "{\"offset\":\"x\"}                | value of offset",
                "{\"offset\":1.5}                | value of offset",
                "{\"offset\":\"7\"}                | value of offset",
                "{\"to\":5}                      | value of to",
                "{\"to\":\"oldest\",\"sink\":5}  | value of sink",
                "{\"to\":\"yesterday\"}            | oldest, newest or an instant",
                "{\"to\":\"+1000000000-12-31T23:59:59Z\"} | oldest, newest or an instant",
                "{\"to\":\"-1000000000-01-01T00:00:00Z\"} | oldest, newest or an instant",
                "{\"position\":5}                  | allowed are: offset, reason, sink, to",
                "{\"to\":                          | not JSON",
                "{\"to\":\"oldest\"}{\"dryRun\":1} | one JSON object",
            })
    void aSeekThatIsNotUnderstoodIsRefusedWithWhatIsAllowed(String body, String says) {
        as("admin")
                .body(body)
                .post(SEEK)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("category", equalTo("bad-request"))
                .body("detail", containsString(says));
    }

    @Test
    void aSinkThatIsNotThereIsNotMoved() {
        as("admin")
                .body("{\"to\":\"oldest\",\"sink\":\"nothing\"}")
                .post(SEEK)
                .then()
                .statusCode(404)
                .body("detail", containsString("sink"));
    }

    @Test
    void aSeekIsNotLostToOneOfAnotherSink() {
        // Given a partition that nobody owns
        state.partitions().seen("empty", Set.of("0", "9"));
        state.partitions().seen("empty", Set.of("0"));
        String path = Api.of("empty") + "/streams/9/seek";
        as("admin").body("{\"offset\":5,\"sink\":\"archive\"}").post(path).then().statusCode(202);
        // When
        var another = as("admin").body("{\"offset\":8,\"sink\":\"second\"}").post(path);
        // Then
        another.then()
                .statusCode(409)
                .body("category", equalTo("conflict"))
                .body("detail", containsString("not done yet"));
        as("admin").body("{\"offset\":5}").post(path).then().statusCode(202);
    }

    private static void seek(String body) {
        as("admin").body(body).post(SEEK).then().statusCode(202);
    }

    /** The offsets that came since the test began, once there are so many and all is delivered. */
    private List<Long> repeated(String sink, int count) {
        List<String> now = Api.linesOnce(before.size() + count, sink, "acme", "1");
        Api.partition("acme", "1", Api::isCaughtUp);
        return offsets(now.subList(before.size(), now.size()));
    }

    private static List<Long> offsets(List<String> lines) {
        return lines.stream().map(line -> number(OFFSET, line)).toList();
    }

    private static long number(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        assertThat(found.find()).isTrue();
        return Long.parseLong(found.group(1));
    }
}
