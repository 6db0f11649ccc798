package io.ropewalk.falcon.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.call.Pacer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertsClientTest {

    private final MovingClock clock = new MovingClock();
    private final Cloud cloud = new Cloud();
    private final AlertsClient alerts =
            new AlertsClient(
                    new FalconCalls(
                            "acme",
                            new FakeTokens(URI.create("https://falcon.invalid")),
                            new Pacer(clock, CallLimits.defaults()),
                            CallLimits.defaults(),
                            CallObserver.NONE,
                            clock.timing()),
                    cloud);

    private static Alert alert(String id, String graphId, AlertProcess parent) {
        return new Alert(
                id, null, null, null, null, null, null, null, null, null, graphId, null, parent,
                null, null, null, null);
    }

    /** Knows every id, and takes so many at once. */
    private static final class Cloud extends NoAlerts {
        private final List<Integer> asked = new ArrayList<>();
        private int most = AlertsApi.MAX_IDS;

        @Override
        public Answer<Alert> details(FalconToken token, List<String> compositeIds) {
            asked.add(compositeIds.size());
            if (compositeIds.size() > most) {
                return new Answer<>(413, AnswerHeaders.NONE, Optional.empty(), 10);
            }
            List<Alert> found = compositeIds.stream().map(id -> alert(id, null, null)).toList();
            return new Answer<>(
                    200,
                    AnswerHeaders.NONE,
                    Optional.of(new Envelope<>(found, 0, List.of(), "", Paging.NONE)),
                    10);
        }
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c:ind:a:" + i).toList();
    }

    @Test
    void manyIdsAreAskedForInChunks() {
        // When
        FalconResult<List<Alert>> result = alerts.details(ids(2_001), CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<List<Alert>>) result).value())
                .extracting(Alert::compositeId)
                .isEqualTo(ids(2_001));
        assertThat(cloud.asked).containsExactly(1_000, 1_000, 1);
    }

    @Test
    void whatIsTooLargeIsHalvedUntilItFits() {
        // Given
        cloud.most = 3;
        // When
        FalconResult<List<Alert>> result = alerts.details(ids(7), CallClass.STREAM);
        // Then
        assertThat(((FalconResult.Ok<List<Alert>>) result).value())
                .extracting(Alert::compositeId)
                .isEqualTo(ids(7));
        assertThat(cloud.asked).containsExactly(7, 4, 2, 2, 3);
    }

    @Test
    void oneAlertThatIsTooLargeIsAFailure() {
        // Given
        cloud.most = 0;
        // When, Then
        assertThat(alerts.details(ids(2), CallClass.STREAM).failure().map(FalconFailure::category))
                .contains(FailureCategory.BAD_REQUEST);
        assertThat(cloud.asked).containsExactly(2, 1);
    }

    @Test
    void itsGraphStartsAtTheProcessAndItsParent() {
        assertThat(alert("i", "pid:a:1", new AlertProcess("pid:a:2", "uid:a:3")).graphIds())
                .containsExactly("pid:a:1", "pid:a:2");
        assertThat(alert("i", "pid:a:1", new AlertProcess("pid:a:1", null)).graphIds())
                .containsExactly("pid:a:1");
        assertThat(alert("i", " ", new AlertProcess(null, null)).graphIds()).isEmpty();
        assertThat(alert("i", null, null).graphIds()).isEmpty();
    }
}
