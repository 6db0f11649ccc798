package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.AlertRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are kept as they came. */
class MembersTest {

    private static Optional<AlertRecord> alert(String json) throws IOException {
        try (JsonParser parser = new FalconJson().parser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            return RestAlerts.readRecord(parser);
        }
    }

    @Test
    void pathsLookThroughListsAndObjects() throws IOException {
        // Given
        String hash = "AB".repeat(32);
        AlertRecord alert =
                alert(
                                """
                                {"composite_id": "c:ind:a:1", "severity": "70", "show_in_ui": false,
                                 "entities": {"sha256": ["%1$s", "no hash", null]},
                                 "quarantined_files": [{"sha256": "%1$s"}, {"id": 7}],
                                 "created_timestamp": "2026-11-20T00:00:00.123456789Z",
                                 "device": {"hostname": "WS-1", "groups": []},
                                 "pid": 18446744073709551615, "score": 1.5, "gone": null}
                                """
                                        .formatted(hash))
                        .orElseThrow();
        // Then
        assertThat(alert.severity()).hasValue(70);
        assertThat(alert.shownInUi()).contains(false);
        assertThat(alert.hostname()).contains("WS-1");
        assertThat(alert.created()).contains(Instant.parse("2026-11-20T00:00:00.123456789Z"));
        assertThat(alert.hashes(AlertRecord.HASH_FIELDS))
                .containsOnlyKeys("ab".repeat(32))
                .containsValue(new TreeSet<>(Set.of("entities.sha256")));
        assertThat(alert.hashes(AlertRecord.OTHER_HASH_FIELDS)).hasSize(1);
        Members members = alert.members();
        assertThat(members.text("pid")).contains("18446744073709551615");
        assertThat(members.all()).containsEntry("score", 1.5).doesNotContainKey("gone");
        assertThat(members.objects("quarantined_files")).hasSize(2);
        assertThat(members.text("device")).isEmpty();
        assertThat(members.text("device.hostname.more")).isEmpty();
        assertThat(alert.toString()).doesNotContain("WS-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"composite_id\": \"\"}",
                "{\"composite_id\": null}",
                "{\"composite_id\": {\"a\": 1}}"
            })
    void whatHasNoIdIsNoAlert(String json) throws IOException {
        assertThat(alert(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"composite_id\": \"x\", \"status\": 7, \"tags\": \"one\", \"severity\": {}}",
                "{\"composite_id\": \"x\", \"status\": [], \"tags\": {}, \"severity\": \"high\"}",
                "{\"composite_id\": \"x\", \"created_timestamp\": \"soon\", \"device\": 1}"
            })
    void whatIsMisshapenCountsAsAbsent(String json) throws IOException {
        AlertRecord alert = alert(json).orElseThrow();
        assertThat(alert.severity()).isEmpty();
        assertThat(alert.created()).isEmpty();
        assertThat(alert.hostname()).isEmpty();
        assertThat(alert.tags()).hasSizeLessThan(2);
    }
}
