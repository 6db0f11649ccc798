package io.ropewalk.falcon.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.alerts.AlertOperations;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.Pacer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.hosts.HostOperations;
import io.ropewalk.falcon.writes.IdWrite.Chunk;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdWriteTest {

    private static final Operation WRITE = AlertOperations.UPDATE;
    private static final Operation COMMENT = AlertOperations.COMMENT;

    private final MovingClock clock = new MovingClock();
    private final List<List<String>> sent = new ArrayList<>();
    private final Deque<Function<List<String>, Answer<String>>> script = new ArrayDeque<>();

    private List<IdOutcome> write(Operation operation, List<String> ids, Chunk chunk) {
        return write(operation, ids, chunk, 0);
    }

    private List<IdOutcome> write(
            Operation operation, List<String> ids, Chunk chunk, ChunkSize size) {
        return writer(operation, 0).run(ids, chunk, size);
    }

    private List<IdOutcome> write(Operation operation, List<String> ids, Chunk chunk, int retries) {
        return writer(operation, retries).run(ids, chunk);
    }

    private IdWrite writer(Operation operation, int retries) {
        CallLimits limits = CallLimits.defaults().withRetries(retries);
        FalconCalls calls =
                new FalconCalls(
                        "acme",
                        new FakeTokens(URI.create("https://falcon.invalid")),
                        new Pacer(clock, limits),
                        limits,
                        CallObserver.NONE,
                        clock.timing());
        return new IdWrite(calls, CallClass.BACKGROUND, operation, (_, some) -> answer(some));
    }

    private Answer<String> answer(List<String> ids) throws TransportException {
        sent.add(ids);
        Function<List<String>, Answer<String>> next = script.poll();
        if (next == null) {
            return good(ids.size());
        }
        Answer<String> answer = next.apply(ids);
        if (answer == null) {
            throw new TransportException(
                    TransportException.Kind.NETWORK, false, "broken", new IllegalStateException());
        }
        return answer;
    }

    private static Answer<String> good(int affected, ItemError... errors) {
        return answer(200, OptionalLong.of(affected), List.of(), errors);
    }

    private static Answer<String> answer(
            int status, OptionalLong affected, List<String> resources, ItemError... errors) {
        Envelope<String> body =
                new Envelope<>(resources, true, 0, List.of(errors), "trace", Paging.NONE, affected);
        return new Answer<>(status, AnswerHeaders.NONE, Optional.of(body), 10);
    }

    private static ItemError error(int code, String message) {
        return new ItemError(code, message, Optional.empty());
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "id-" + i + ".").toList();
    }

    private static List<String> words(List<IdOutcome> outcomes) {
        return outcomes.stream().map(it -> it.getClass().getSimpleName()).toList();
    }

    @Test
    void anIdNamedTwiceIsSentOnceAndAnsweredTwice() {
        List<IdOutcome> outcomes = write(WRITE, List.of("a", "b", "a"), Chunk.of(10));
        assertThat(sent).containsExactly(List.of("a", "b"));
        assertThat(outcomes).extracting(IdOutcome::id).containsExactly("a", "b", "a");
        assertThat(words(outcomes)).containsOnly("Done");
    }

    @Test
    void chunksCountIdsAndCharacters() {
        write(WRITE, List.of("aaaa", "bbbb", "cccc", "d", "e", "f"), new Chunk(3, 8));
        assertThat(sent)
                .containsExactly(List.of("aaaa", "bbbb"), List.of("cccc", "d", "e"), List.of("f"));
    }

    @Test
    void oneIdThatIsTheBeginningOfAnotherIsNotBlamedForIt() {
        // Given
        script.add(_ -> good(1, error(404, "alert x:10 not found")));
        // When
        List<IdOutcome> outcomes = write(WRITE, List.of("x:1", "x:10"), Chunk.of(10));
        // Then
        assertThat(words(outcomes)).containsExactly("Done", "Refused");
    }

    @Test
    void withoutAProofNothingIsDone() {
        // Given
        script.add(_ -> answer(200, OptionalLong.empty(), List.of()));
        script.add(_ -> good(2));
        script.add(some -> answer(202, OptionalLong.empty(), some.subList(0, 2)));
        // When
        List<IdOutcome> outcomes = write(WRITE, ids(9), Chunk.of(3));
        // Then
        assertThat(words(outcomes))
                .containsExactly(
                        "Unknown", "Unknown", "Unknown", "Unknown", "Unknown", "Unknown", "Done",
                        "Done", "Unknown");
    }

    @Test
    void aRefusalOfTheWholeIsHalvedDownToTheOneAtFault() {
        // Given
        Function<List<String>, Answer<String>> picky =
                some ->
                        some.contains("id-5.")
                                ? answer(400, OptionalLong.empty(), List.of(), error(400, "no"))
                                : good(some.size());
        IntStream.range(0, 20).forEach(_ -> script.add(picky));
        // When
        List<IdOutcome> outcomes = write(COMMENT, ids(8), Chunk.of(8));
        // Then
        assertThat(words(outcomes))
                .containsExactly("Done", "Done", "Done", "Done", "Done", "Refused", "Done", "Done");
        assertThat(sent.stream().filter(some -> some.contains("id-0."))).hasSize(2);
    }

    @Test
    void whatWasTooLargeOnceIsNotTriedAgain() {
        // Given
        Function<List<String>, Answer<String>> small =
                some ->
                        some.size() > 3
                                ? answer(413, OptionalLong.empty(), List.of(), error(413, "no"))
                                : good(some.size());
        IntStream.range(0, 40).forEach(_ -> script.add(small));
        ChunkSize size = new ChunkSize(16);
        // When
        List<IdOutcome> first = write(COMMENT, ids(20), Chunk.of(16), size);
        List<IdOutcome> second = write(COMMENT, ids(20), Chunk.of(16), size);
        // Then
        assertThat(words(first)).hasSize(20).containsOnly("Done");
        assertThat(words(second)).hasSize(20).containsOnly("Done");
        assertThat(sent.stream().map(List::size).filter(it -> it > 3)).containsExactly(16, 8, 4);
        assertThat(size.most()).isEqualTo(2);
    }

    @Test
    void aPartialAnswerToWhatMustNotBeSentTwiceLeavesTheOthersUnknown() {
        // Given
        script.add(
                _ -> answer(404, OptionalLong.empty(), List.of(), error(404, "id-1. not found")));
        // When
        List<IdOutcome> outcomes = write(COMMENT, ids(3), Chunk.of(3));
        // Then
        assertThat(words(outcomes)).containsExactly("Unknown", "Refused", "Unknown");
        assertThat(sent).hasSize(1);
    }

    @Test
    void afterAFailureThatIsNoIdsNothingMoreIsSent() {
        // Given
        script.add(some -> good(some.size()));
        script.add(_ -> null);
        // When
        List<IdOutcome> outcomes = write(COMMENT, ids(9), Chunk.of(3));
        // Then
        assertThat(words(outcomes))
                .containsExactly(
                        "Done", "Done", "Done", "Unknown", "Unknown", "Unknown", "Undone", "Undone",
                        "Undone");
        assertThat(sent).hasSize(2);
    }

    /** What forbids the second try may be what the first one did. */
    @Test
    void aConflictAfterALostAnswerIsNoRefusal() {
        // Given
        script.add(_ -> null);
        script.add(_ -> answer(409, OptionalLong.empty(), List.of(), error(409, "no")));
        script.add(_ -> answer(409, OptionalLong.empty(), List.of(), error(409, "no")));
        script.add(_ -> good(1));
        // When
        List<IdOutcome> outcomes = write(HostOperations.ACTION, ids(2), Chunk.of(2), 1);
        // Then
        assertThat(words(outcomes)).containsExactly("Unknown", "Done");
    }

    @Test
    void aConflictAtTheFirstTryIsARefusal() {
        // Given
        script.add(_ -> answer(409, OptionalLong.empty(), List.of(), error(409, "no")));
        // When
        List<IdOutcome> outcomes = write(HostOperations.ACTION, ids(1), Chunk.of(1), 1);
        // Then
        assertThat(words(outcomes)).containsExactly("Refused");
    }
}
