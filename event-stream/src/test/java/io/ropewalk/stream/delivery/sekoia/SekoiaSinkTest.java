package io.ropewalk.stream.delivery.sekoia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Batches;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Accepted;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.PartlyRefused;
import io.ropewalk.stream.delivery.SinkAnswer.Refusal;
import io.ropewalk.stream.delivery.SinkAnswer.Refused;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.TestReceiver;
import io.ropewalk.stream.outbound.TestReceiver.Answer;
import io.ropewalk.stream.outbound.jdk.JdkPoster;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SekoiaSinkTest {
    private static final String POISON = "poison";

    private TestIntake intake;
    private TestReceiver receiver;
    private SekoiaSink sink;

    private SekoiaSink sink(TestIntake newIntake, boolean gzip) {
        intake = newIntake;
        receiver = new TestReceiver(intake);
        var target = HttpTarget.of(receiver.uri("/intake"));
        sink =
                new SekoiaSink(
                        new SekoiaSettings("siem", target, TestIntake.KEY, gzip),
                        JdkPoster::new,
                        Clock.systemUTC());
        return sink;
    }

    private SekoiaSink plain() {
        return sink(new TestIntake(), false);
    }

    @AfterEach
    void close() {
        if (sink != null) {
            sink.close();
            receiver.close();
            assertThat(receiver.faults()).isEmpty();
        }
    }

    private static Batch poisoned(int size, Integer... poisoned) {
        var bad = List.of(poisoned);
        return Batches.of(
                IntStream.range(0, size)
                        .mapToObj(i -> Batches.event(i, bad.contains(i) ? POISON : "well"))
                        .toArray(Event[]::new));
    }

    private static TestIntake refusing(boolean namesThem) {
        return new TestIntake(event -> event.contains(POISON), namesThem);
    }

    private static List<Integer> refused(SinkAnswer answer) {
        return ((PartlyRefused) answer).refusals().stream().map(Refusal::index).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compressesOnlyWhereThatIsOn(boolean gzip) throws InterruptedException {
        // Given
        var batch = Batches.of(1, 3);
        // When
        var answer = sink(new TestIntake(), gzip).deliver(batch);
        // Then
        assertThat(answer).isEqualTo(new Accepted());
        assertThat(receiver.requests().getLast().header("Content-Encoding"))
                .isEqualTo(gzip ? "gzip" : null);
        assertThat(intake.taken()).isEqualTo(Batches.texts(batch));
    }

    @Test
    void sendsABatchThatDoesNotFitInSeveralRequests() throws InterruptedException {
        // Given
        var events = new ArrayList<Event>();
        for (var i = 0; i < 100; i++) {
            events.add(Batches.event(i, "\\\\".repeat(60_000)));
        }
        var batch = Batches.of(events.toArray(Event[]::new));
        // When
        var answer = plain().deliver(batch);
        // Then
        assertThat(answer).isEqualTo(new Accepted());
        assertThat(intake.taken()).isEqualTo(Batches.texts(batch));
        assertThat(receiver.requests())
                .hasSizeGreaterThan(2)
                .allMatch(request -> request.raw().length <= 9_437_184);
        assertThat(receiver.requests().getFirst().raw().length).isGreaterThan(9_000_000);
    }

    @Test
    void aRetryLeavesOutWhatWasAccepted() throws InterruptedException {
        // Given
        var batch =
                Batches.of(
                        IntStream.range(0, 60)
                                .mapToObj(i -> Batches.event(i, "x".repeat(200_000)))
                                .toArray(Event[]::new));
        plain();
        var ok = Answer.json(200, "{\"event_ids\":[" + "1,".repeat(46) + "1]}");
        receiver.next(ok, Answer.of(503));
        var first = sink.deliver(batch);
        // When
        var second = sink.deliver(batch);
        // Then
        assertThat(first).isInstanceOf(Unavailable.class);
        assertThat(second).isEqualTo(new Accepted());
        var sizes = receiver.requests().stream().map(r -> TestIntake.events(r).size()).toList();
        assertThat(sizes.get(0) + sizes.get(1)).isEqualTo(60);
        assertThat(sizes.get(2)).isEqualTo(sizes.get(1));
        assertThat(intake.taken()).isEqualTo(Batches.texts(batch).subList(sizes.get(0), 60));
    }

    @Test
    void anotherBatchIsNotTakenForTheOneThatFailed() throws InterruptedException {
        // Given
        plain();
        receiver.next(Answer.of(503));
        sink.deliver(Batches.of(1, 3));
        // When
        sink.deliver(Batches.of(1, 2));
        // Then
        assertThat(intake.taken()).isEqualTo(Batches.texts(Batches.of(1, 2)));
    }

    @Test
    void refusesAnEventThatIsTooLargeWithoutSendingIt() throws InterruptedException {
        // Given
        var batch =
                Batches.of(
                        Batches.event(1, "a"),
                        Batches.event(2, "é".repeat(128_000)),
                        Batches.event(3, "b"));
        // When
        var answer = plain().deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(1);
        assertThat(intake.taken())
                .containsExactly(Batches.texts(batch).get(0), Batches.texts(batch).get(2));
    }

    @Test
    void aSingleEventThatIsTooLargeIsRefused() throws InterruptedException {
        // Given
        var batch = Batches.of(Batches.event(1, "x".repeat(256_000)));
        // When
        var answer = plain().deliver(batch);
        // Then
        assertThat(((Refused) answer).reason()).contains("250 KiB");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void sendsAnEventAloneThatOnlyItsEscapesMakeTooLarge() throws InterruptedException {
        // Given
        var batch =
                Batches.of(
                        Batches.event(1, "a"),
                        Batches.event(2, "\\\"".repeat(70_000)),
                        Batches.event(3, "b"));
        plain();
        receiver.next(Answer.json(200, "{\"event_ids\":[\"1\"]}"), Answer.of(413));
        // When
        var answer = sink.deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(1);
        assertThat(receiver.requests().stream().map(r -> TestIntake.events(r).size()).toList())
                .containsExactly(1, 1, 1);
    }

    @Test
    void takesTheIntakesWordForWhichEventsAreRefused() throws InterruptedException {
        // Given
        var batch = poisoned(10, 3, 7);
        // When
        var answer = sink(refusing(true), true).deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(3, 7);
        assertThat(intake.taken()).hasSize(8);
        assertThat(receiver.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1000, 500", "1000, 0", "1000, 999", "7, 3", "2, 1"})
    void findsTheEventTheIntakeLeftOutWithoutSayingWhich(int size, int bad)
            throws InterruptedException {
        // Given
        var batch = poisoned(size, bad);
        // When
        var answer = sink(refusing(false), false).deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(bad);
        assertThat(new HashSet<>(intake.taken())).hasSize(size - 1);
        assertThat(intake.taken().size()).isLessThan(2 * size);
        assertThat(receiver.requests().size()).isLessThanOrEqualTo(11);
    }

    @Test
    void findsSeveralThatAreLeftOut() throws InterruptedException {
        // Given
        var batch = poisoned(64, 0, 1, 31, 63);
        // When
        var answer = sink(refusing(false), true).deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(0, 1, 31, 63);
        assertThat(new HashSet<>(intake.taken())).hasSize(60);
    }

    @Test
    void anEventThatMakesTheIntakeRefuseAWholeRequestIsFound() throws InterruptedException {
        // Given
        var all413 = new TestIntake(event -> event.contains(POISON), false);
        sink(all413, true);
        var batch = poisoned(8, 5);
        // Of 8, of its half with the poison, and of the quarter.
        receiver.next(Answer.of(413));
        // When
        var answer = sink.deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(5);
        assertThat(new HashSet<>(intake.taken())).hasSize(7);
    }

    @Test
    void everythingRefusedIsSaidOfEach() throws InterruptedException {
        // Given
        var batch = poisoned(4, 0, 1, 2, 3);
        // When
        var answer = sink(refusing(false), true).deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(0, 1, 2, 3);
        assertThat(intake.taken()).isEmpty();
    }

    @Test
    void anEventTheIntakeMayTakeLaterIsSentAgainAlone() throws InterruptedException {
        // Given
        var batch = poisoned(3);
        plain();
        receiver.next(Answer.json(200, "{\"event_ids\":[1,2],\"statuses\":[200,503,200]}"));
        var first = sink.deliver(batch);
        // When
        var second = sink.deliver(batch);
        // Then
        assertThat(first).isInstanceOf(Unavailable.class);
        assertThat(second).isEqualTo(new Accepted());
        assertThat(intake.taken()).containsExactly(Batches.texts(batch).get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void whatMayPassLaterIsUnavailable(int status) throws InterruptedException {
        // Given
        plain();
        receiver.next(new Answer(status, Map.of("Retry-After", "9"), ""));
        // When
        var answer = sink.deliver(poisoned(2));
        // Then
        assertThat(((Unavailable) answer).retryAfter())
                .isEqualTo(Optional.of(Duration.ofSeconds(9)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a422AboutAnEventRefusesOnlyThatWhereTheKeyWorks(boolean workedBefore)
            throws InterruptedException {
        // Given
        sink(TestIntake.unprocessable(event -> event.contains(POISON)), false);
        if (workedBefore) {
            sink.deliver(poisoned(1));
        }
        var batch = poisoned(8, 2, 6);
        // When
        var answer = sink.deliver(batch);
        // Then
        assertThat(refused(answer)).containsExactly(2, 6);
        assertThat(((PartlyRefused) answer).refusals().getFirst().reason()).contains("422");
        var texts = new ArrayList<>(Batches.texts(batch));
        texts.removeIf(text -> text.contains(POISON));
        assertThat(intake.taken().reversed().subList(0, 6).reversed()).isEqualTo(texts);
    }

    @Test
    void a422AboutTheFirstEventRefusesItWhereTheKeyHasWorked() throws InterruptedException {
        // Given
        sink(TestIntake.unprocessable(event -> event.contains(POISON)), false);
        sink.deliver(poisoned(1));
        // When
        var answer = sink.deliver(poisoned(1, 0));
        // Then
        assertThat(((Refused) answer).reason()).contains("422");
    }

    @Test
    void a422OfAKeyThatIsNotReadyYetRefusesNothing() throws InterruptedException {
        // Given
        plain();
        var notReady = new Answer(422, Map.of("Retry-After", "9"), "");
        receiver.next(notReady, notReady);
        var batch = poisoned(2);
        // When
        var first = sink.deliver(batch);
        var second = sink.deliver(batch);
        // Then
        assertThat(((Unavailable) first).retryAfter()).hasValue(Duration.ofSeconds(9));
        assertThat(((Unavailable) first).reason()).contains("not ready yet");
        assertThat(second).isEqualTo(new Accepted());
        assertThat(intake.taken()).isEqualTo(Batches.texts(batch));
    }

    @ParameterizedTest
    @CsvSource({"400, url", "401, intake-key", "403, intake-key", "404, url", "302, url"})
    void whatAPersonMustChangeHalts(int status, String advice) throws InterruptedException {
        // Given
        plain();
        receiver.next(Answer.of(status));
        // When
        var answer = sink.deliver(poisoned(2));
        // Then
        assertThat(((Halted) answer).reason()).contains("answered " + status, advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "{}", "{\"event_ids\":", "", "{\"ok\":true}"})
    void aTwoHundredThatIsNoIntakesHalts(String body) throws InterruptedException {
        // Given
        plain();
        receiver.next(new Answer(200, Map.of(), body));
        // When
        var answer = sink.deliver(poisoned(2));
        // Then
        assertThat(((Halted) answer).reason()).contains("check url");
    }

    @ParameterizedTest
    @CsvSource({
        "https://intake.sekoia.io, https://intake.sekoia.io/batch",
        "https://intake.sekoia.io/, https://intake.sekoia.io/batch",
        "https://intake.x.io/api/v1/intake-http/, https://intake.x.io/api/v1/intake-http/batch",
        "https://intake.sekoia.io/batch, https://intake.sekoia.io/batch"
    })
    void findsTheBatchPathOfEveryRegion(String base, String expected) {
        // Given
        var target = HttpTarget.of(URI.create(base));
        // When
        var settings = new SekoiaSettings("siem", target, TestIntake.KEY, true);
        // Then
        assertThat(settings.target().url()).hasToString(expected);
        assertThat(settings.toString()).doesNotContain(TestIntake.KEY);
    }

    @Test
    void refusesAnEmptyKey() {
        // Given
        var target = HttpTarget.of(URI.create("https://intake.sekoia.io"));
        // When, Then
        assertThatThrownBy(() -> new SekoiaSettings("siem", target, " ", true))
                .hasMessageContaining("intake-key");
    }
}
