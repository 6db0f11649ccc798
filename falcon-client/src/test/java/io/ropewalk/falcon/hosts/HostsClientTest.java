package io.ropewalk.falcon.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.call.Pacer;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.wire.FalconJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostsClientTest {

    private static final FalconJson JSON = new FalconJson();

    private final MovingClock clock = new MovingClock();
    private final Cloud cloud = new Cloud();
    private final HostsClient hosts =
            new HostsClient(
                    new FalconCalls(
                            "acme",
                            new FakeTokens(URI.create("https://falcon.invalid")),
                            new Pacer(clock, CallLimits.defaults()),
                            CallLimits.defaults(),
                            CallObserver.NONE,
                            clock.timing()),
                    cloud);

    private static Host host(String id) {
        return JSON.host("{\"device_id\":\"" + id + "\",\"cid\":\"c\"}");
    }

    /** A cloud of five hosts that may lack the combined listing. */
    private static final class Cloud extends NoHosts {
        private final List<String> ids = List.of("a", "b", "c", "d", "e");
        private final List<String> asked = new ArrayList<>();
        private int combinedStatus = 200;
        private List<String> vanished = List.of();

        private <E> Answer<E> page(Optional<String> cursor, int limit, List<E> all, boolean next) {
            int from = cursor.map(Integer::parseInt).orElse(0);
            int to = Math.min(from + limit, all.size());
            Optional<String> more =
                    to < all.size() ? Optional.of(String.valueOf(to)) : Optional.empty();
            Paging paging =
                    new Paging(
                            next ? Optional.empty() : more,
                            next ? more : Optional.empty(),
                            Optional.empty(),
                            OptionalLong.of(all.size()));
            return answer(200, new Envelope<>(all.subList(from, to), 0, List.of(), "", paging));
        }

        private static <E> Answer<E> answer(int status, Envelope<E> envelope) {
            return new Answer<>(status, AnswerHeaders.NONE, Optional.of(envelope), 10);
        }

        @Override
        public Answer<Host> combined(
                FalconToken token, Filter filter, Optional<String> cursor, int limit) {
            asked.add("combined");
            return combinedStatus == 200
                    ? page(cursor, limit, ids.stream().map(HostsClientTest::host).toList(), true)
                    : answer(combinedStatus, Envelope.empty());
        }

        @Override
        public Answer<String> scroll(
                FalconToken token, Filter filter, Optional<String> cursor, int limit) {
            asked.add("scroll");
            return page(cursor, limit, ids, false);
        }

        @Override
        public Answer<Host> details(FalconToken token, List<String> deviceIds) {
            asked.add("details");
            List<Host> found =
                    deviceIds.stream()
                            .filter(id -> !vanished.contains(id))
                            .map(HostsClientTest::host)
                            .toList();
            return answer(
                    found.size() == deviceIds.size() ? 200 : 404,
                    new Envelope<>(found, 0, List.of(), "", Paging.NONE));
        }

        @Override
        public Answer<HostLogins> logins(FalconToken token, List<String> deviceIds) {
            asked.add("logins");
            List<HostLogins> found =
                    deviceIds.stream().map(id -> new HostLogins(id, "c", List.of())).toList();
            return answer(200, new Envelope<>(found, 0, List.of(), "", Paging.NONE));
        }
    }

    private PageWalk<Host> walk() {
        return hosts.walk(Filter.NONE, 2, CallClass.BACKGROUND);
    }

    private static Step<Host> end(PageWalk<Host> walk, List<String> into) {
        while (true) {
            Step<Host> step = walk.next();
            if (!(step instanceof Step.Items<Host> items)) {
                return step;
            }
            items.items().forEach(host -> into.add(host.deviceId()));
        }
    }

    @Test
    void walksByTheCombinedListing() {
        // Given
        List<String> seen = new ArrayList<>();
        // When
        Step<Host> end = end(walk(), seen);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(5));
        assertThat(seen).isEqualTo(cloud.ids);
        assertThat(cloud.asked).containsExactly("combined", "combined", "combined");
    }

    @Test
    void aCloudWithoutItIsWalkedByScrollAndThatIsRemembered() {
        for (int status : List.of(404, 405, 501)) {
            // Given
            Cloud lacking = new Cloud();
            lacking.combinedStatus = status;
            HostsClient client =
                    new HostsClient(
                            new FalconCalls(
                                    "acme",
                                    new FakeTokens(URI.create("https://falcon.invalid")),
                                    new Pacer(clock, CallLimits.defaults()),
                                    CallLimits.defaults(),
                                    CallObserver.NONE,
                                    clock.timing()),
                            lacking);
            List<String> seen = new ArrayList<>();
            // When
            Step<Host> first = end(client.walk(Filter.NONE, 3, CallClass.STREAM), seen);
            Step<Host> second = end(client.walk(Filter.NONE, 3, CallClass.STREAM), seen);
            // Then
            assertThat(first).isEqualTo(new Step.Complete<>(5));
            assertThat(second).isEqualTo(new Step.Complete<>(5));
            assertThat(seen).hasSize(10);
            assertThat(lacking.asked)
                    .containsExactly(
                            "combined",
                            "scroll",
                            "details",
                            "scroll",
                            "details",
                            "scroll",
                            "details",
                            "scroll",
                            "details");
        }
    }

    @Test
    void anyOtherFailureDoesNotLeadToScroll() {
        // Given
        cloud.combinedStatus = 403;
        // When
        Step<Host> end = walk().next();
        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it ->
                                assertThat(it.why().category())
                                        .isEqualTo(FailureCategory.SCOPE_MISSING));
        assertThat(cloud.asked).containsExactly("combined");
    }

    @Test
    void aHostThatVanishedBetweenListingAndRecordLeavesTheWalkIncomplete() {
        // Given
        cloud.combinedStatus = 404;
        cloud.vanished = List.of("d");
        List<String> seen = new ArrayList<>();
        // When
        Step<Host> end = end(walk(), seen);
        // Then
        assertThat(seen).containsExactly("a", "b", "c", "e");
        assertThat(end).isInstanceOf(Step.NotComplete.class);
    }

    @Test
    void unknownIdsAreAbsentFromGoodDetails() {
        // Given
        cloud.vanished = List.of("b");
        // When
        FalconResult<List<Host>> result = hosts.details(List.of("a", "b"), CallClass.INTERACTIVE);
        // Then
        assertThat(result).isEqualTo(FalconResult.ok(List.of(host("a")), ""));
    }

    @Test
    void manyIdsAreAskedForInChunks() {
        // Given
        List<String> many = IntStream.range(0, 12_001).mapToObj(i -> "h" + i).toList();
        // When
        FalconResult<List<Host>> result = hosts.details(many, CallClass.BACKGROUND);
        // Then
        assertThat(((FalconResult.Ok<List<Host>>) result).value()).hasSize(12_001);
        assertThat(cloud.asked).hasSize(3);
    }

    @Test
    void loginsAreAskedForInChunks() {
        // Given
        List<String> many = IntStream.range(0, 1_001).mapToObj(i -> "h" + i).toList();
        // When
        FalconResult<List<HostLogins>> result = hosts.logins(many, CallClass.BACKGROUND);
        // Then
        assertThat(((FalconResult.Ok<List<HostLogins>>) result).value())
                .extracting(HostLogins::deviceId)
                .isEqualTo(many);
        assertThat(cloud.asked).hasSize(3);
    }

    @Test
    void pagesLargerThanTheVendorAllowsAreRefusedAtOnce() {
        for (int limit : List.of(0, -1, 10_001)) {
            assertThatThrownBy(() -> hosts.walk(Filter.NONE, limit, CallClass.BACKGROUND))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() ->
                            hosts.combined(
                                    Filter.NONE, Optional.empty(), limit, CallClass.BACKGROUND))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
