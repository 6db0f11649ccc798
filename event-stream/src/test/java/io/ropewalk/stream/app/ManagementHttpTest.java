package io.ropewalk.stream.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.stream.testing.Api;
import io.ropewalk.stream.testing.ServiceResource;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ManagementHttpTest {
    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started"})
    void healthIsOpenAndUpWhateverFalconSays(String path) {
        given().get(management.resolve(path)).then().statusCode(200).body("status", equalTo("UP"));
        Api.as("admin").get(path).then().statusCode(404);
    }

    @Test
    void metricsHaveTheirNamesTenantAndPartition() {
        // Given
        Api.partition("acme", "0", Api::isCaughtUp);
        // When
        String metrics =
                Awaitility.await()
                        .until(this::metrics, it -> it.contains("ropewalk_stream_lag_seconds{"));
        // Then
        String labels = "partition=\"0\",tenant=\"acme\"";
        assertThat(metrics)
                .contains("ropewalk_stream_received_events_total{" + labels + "}")
                .contains("ropewalk_stream_received_bytes_total{" + labels + "}")
                .contains("ropewalk_stream_opens_total{" + labels + "}")
                .contains("ropewalk_stream_lag_seconds{" + labels + "}")
                .contains("ropewalk_stream_lag_events{" + labels + "}")
                .contains("ropewalk_stream_state{partition=\"0\",state=\"open\",tenant=\"acme\"}")
                .contains("ropewalk_stream_queue_bytes{partition=\"0\",sink=\"archive\"")
                .contains("ropewalk_stream_delivered_events_total{partition=\"0\",sink=\"archive\"")
                .contains("ropewalk_stream_delivered_bytes_total{partition=\"0\",sink=\"archive\"")
                .contains("ropewalk_stream_batch_events_count{partition=\"0\",sink=\"archive\"")
                .contains(
                        "ropewalk_stream_delivery_duration_seconds_count{partition=\"0\",sink=\"archive\"")
                .contains("ropewalk_stream_broken_lines_total{partition=\"0\",tenant=\"broken\"}")
                .contains("ropewalk_stream_falcon_call_duration_seconds_count{")
                .doesNotContain("never-shown");
    }

    private String metrics() {
        return given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
