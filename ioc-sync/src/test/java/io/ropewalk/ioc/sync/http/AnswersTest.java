package io.ropewalk.ioc.sync.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.ioc.reconcile.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new JavaTimeModule());

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, 0, true", "SUCCEEDED, 1, false", "FAILED, 0, false"})
    void onlyAComparisonThatSawEverythingSaysClean(
            Report.State state, long missing, boolean clean) {
        // Given
        var report =
                new Report(
                        state,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        false,
                        new Report.Counts(9, 8, missing, 0, 0, 0, 0),
                        0,
                        List.of(),
                        Optional.of(state)
                                .filter(Report.State.FAILED::equals)
                                .map(_ -> FalconFailure.of(FailureCategory.NETWORK, "away")));
        // When
        JsonNode counts = JSON.valueToTree(Answers.ReportAnswer.of(report)).path("counts");
        // Then
        assertThat(counts.path("clean").isBoolean()).isTrue();
        assertThat(counts.path("clean").asBoolean()).isEqualTo(clean);
        assertThat(counts.path("missing").asLong()).isEqualTo(missing);
        assertThat(counts).hasSize(8);
    }
}
