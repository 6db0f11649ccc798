package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link Audit} promises. */
abstract class AuditContract {
    abstract TestedState state();

    @Test
    void everythingOfAnEntryIsKept() {
        // Given
        state().audit().add("acme", Optional.of("0"), "replay", "ann", "why", "letter id-1");
        // When
        Audit.Entry entry = list(Long.MAX_VALUE, 1).getFirst();
        // Then
        assertThat(entry)
                .isEqualTo(
                        new Audit.Entry(
                                entry.id(),
                                entry.at(),
                                "acme",
                                Optional.of("0"),
                                "replay",
                                "ann",
                                "why",
                                "letter id-1"));
        assertThat(entry.at()).isAfter(Instant.EPOCH);
    }

    @Test
    void theNewestComeFirstByPagesAndTenants() {
        // Given
        for (int i = 0; i < 5; i++) {
            state().audit().add("acme", Optional.empty(), "test-sink", "ann", "why", "n" + i);
            state().audit().add("globex", Optional.empty(), "test-sink", "eve", "why", "n" + i);
        }
        // When
        List<Audit.Entry> first = list(Long.MAX_VALUE, 2);
        List<Audit.Entry> rest = list(first.getLast().id(), 100);
        // Then
        assertThat(first).extracting(Audit.Entry::detail).containsExactly("n4", "n3");
        assertThat(rest).extracting(Audit.Entry::detail).containsExactly("n2", "n1", "n0");
        assertThat(rest).extracting(Audit.Entry::by).containsOnly("ann");
    }

    @Test
    void entriesMadeAtOnceAreAllKeptUnderTheirOwnIds() throws Exception {
        // Given
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(() -> {
                state().audit().add("acme", Optional.empty(), "replay", "ann", "why", "x");
                return true;
            });
        }
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
        // Then
        assertThat(list(Long.MAX_VALUE, 100)).hasSize(20).doesNotHaveDuplicates();
    }

    private List<Audit.Entry> list(long before, int limit) {
        return state().audit().list("acme", before, limit);
    }
}
