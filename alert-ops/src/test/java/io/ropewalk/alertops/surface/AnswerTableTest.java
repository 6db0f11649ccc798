package io.ropewalk.alertops.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every action and question in every case: rows are {@link Row}, columns {@link Column}, and, all
 * rows at once, what happens while Falcon is silent.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class AnswerTableTest {
    private static final String STALL = "{\"type\":\"stall\",\"duration\":\"60s\"}";

    @BeforeEach
    @AfterEach
    void calm() {
        Api.noFaults();
    }

    static Stream<Arguments> cells() {
        return Column.ALL.stream()
                .flatMap(column ->
                        Arrays.stream(Row.values())
                                .filter(row -> column.reason(row).isEmpty())
                                .map(row -> Arguments.of(column, row)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void cell(Column column, Row row) {
        column.on(row);
    }

    private record Silent(int status, String category, String outcome) {
        static Silent of(Row row, String tenant, String what, String key) {
            var answer =
                    row.send(Api.as(row.least.word()).header("Idempotency-Key", key), tenant, what)
                            .extract();
            return new Silent(
                    answer.statusCode(), answer.path("category"), answer.path("items[0].outcome"));
        }
    }

    /** All at once: each of them takes as long as the silence that is put up with. */
    @Test
    void whileFalconIsSilentNothingIsReadAsNothingAndNothingIsDoneTwice() throws Exception {
        // Given
        List<Row> asking = Arrays.stream(Row.values()).filter(Row::asksFalcon).toList();
        List<Row> writing = asking.stream().filter(Row::writes).toList();
        Map<Row, String> ids = new LinkedHashMap<>();
        writing.forEach(it -> ids.put(it, Stock.of(Column.TENANT).fresh(it, 1).getFirst()));
        asking.stream()
                .map(it -> it.paths)
                .distinct()
                .forEach(path -> Api.fault("silent", path, "\"forever\"", STALL));
        writing.forEach(it -> Column.faultOfWrites(it, Column.TENANT, STALL));
        String key = UUID.randomUUID().toString();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            Map<Row, Future<Silent>> writes = new LinkedHashMap<>();
            List<Silent> again = new ArrayList<>();
            for (Row row : writing) {
                String id = ids.get(row);
                int before = Api.statuses(Column.TENANT, row.writePath()).size();
                Callable<Silent> write =
                        () -> Silent.of(row, Column.TENANT, row.about(List.of(id), ""), key + row);
                Future<Silent> first = threads.submit(write);
                writes.put(row, first);
                untilUnderWay(row, id, before, first);
                again.add(first.isDone() ? first.get() : write.call());
            }
            Map<Row, Future<Silent>> reads = new LinkedHashMap<>();
            asking.forEach(it ->
                    reads.put(
                            it,
                            threads.submit(() ->
                                    Silent.of(
                                            it, "silent", Column.usual(it, "silent"), key + it))));
            // Then the same key is not taken while the first request with it is under way.
            assertThat(again).containsOnly(new Silent(409, "conflict", null));
            for (Map.Entry<Row, Future<Silent>> read : reads.entrySet()) {
                assertThat(read.getValue().get())
                        .as(read.getKey().toString())
                        .isEqualTo(new Silent(504, "timeout", null));
            }
            // Falcon did it before it fell silent; its records say so.
            for (Map.Entry<Row, Future<Silent>> write : writes.entrySet()) {
                assertThat(write.getValue().get())
                        .as(write.getKey().toString())
                        .isEqualTo(new Silent(200, null, "done"));
            }
        }
        Api.noFaults();
        ids.forEach((row, id) ->
                assertThat(Stock.of(Column.TENANT).isDone(row, id)).as("%s", row).isTrue());
        assertThat(Stock.of(Column.TENANT).comments(ids.get(Row.ADD_NEW_COMMENT_TO_ALERT)))
                .isEqualTo(1);
    }

    /**
     * Returns once the first request holds the key.
     *
     * @param before how many requests had come to the same path before it
     */
    private static void untilUnderWay(Row row, String id, int before, Future<Silent> first) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        first.isDone()
                                || Api.statuses(Column.TENANT, row.writePath()).size() > before
                                || Stock.of(Column.TENANT).isDone(row, id));
    }
}
