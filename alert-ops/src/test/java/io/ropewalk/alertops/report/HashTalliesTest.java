package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.AlertRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashTalliesTest {
    private static final String A = "aa".repeat(32);
    private static final String B = "bb".repeat(32);
    private static final String C = "cc".repeat(32);

    private static AlertRecord alert(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.putIfAbsent("status", "new");
        all.putIfAbsent("created_timestamp", "2026-11-20T06:00:00.123456789Z");
        return new AlertRecord("c:ind:a:1", new Members(all));
    }

    private static HashTallies counted(AlertRecord... alerts) {
        HashTallies tallies = new HashTallies(100);
        for (AlertRecord it : alerts) {
            tallies.add("acme", it);
        }
        return tallies;
    }

    @Test
    void oneAlertCountsOnceHoweverManyFieldsCarryTheHash() {
        HashRow row =
                counted(
                                alert(
                                        Map.of(
                                                "sha256",
                                                A.toUpperCase(java.util.Locale.ROOT),
                                                "entities",
                                                Map.of("sha256", List.of(A)),
                                                "quarantined_files",
                                                List.of(Map.of("sha256", A)))))
                        .top(10)
                        .getFirst();
        assertThat(row.sha256()).isEqualTo(A);
        assertThat(row.total()).isEqualTo(1);
        assertThat(row.elsewhere()).isZero();
        assertThat(row.byField())
                .isEqualTo(
                        Map.of(
                                "sha256",
                                1L,
                                "entities.sha256",
                                1L,
                                "quarantined_files.sha256",
                                1L));
    }

    @Test
    void whatIsOnlyBesideTheFindingIsNamedSeparately() {
        HashRow row =
                counted(alert(Map.of("ioc_type", "hash_sha256", "ioc_value", B)))
                        .top(10)
                        .getFirst();
        assertThat(row.total()).isZero();
        assertThat(row.elsewhere()).isEqualTo(1);
        assertThat(row.byStatus()).isEmpty();
    }

    @Test
    void parentsNeverCount() {
        HashTallies tallies =
                counted(
                        alert(
                                Map.of(
                                        "parent_details",
                                        Map.of("sha256", A),
                                        "grandparent_details",
                                        Map.of("sha256", B))));
        assertThat(tallies.top(10)).isEmpty();
        Coverage coverage = tallies.coverage(OptionalLong.of(1), true);
        assertThat(coverage.withHash()).isZero();
        assertThat(coverage.withoutHash()).isEqualTo(1);
    }

    @Test
    void theMostFrequentComeFirstAndTheOthersAreSummedUp() {
        HashTallies tallies =
                counted(
                        alert(Map.of("sha256", B)),
                        alert(Map.of("sha256", A)),
                        alert(Map.of("sha256", B)),
                        alert(Map.of("sha256", C)));
        assertThat(tallies.top(1)).extracting(HashRow::sha256).containsExactly(B);
        assertThat(tallies.rest(1)).isEqualTo(new Rest(2, 2, 0));
        assertThat(tallies.top(3)).extracting(HashRow::sha256).containsExactly(B, A, C);
    }

    @Test
    void customersTogetherAreTheSumOfEach() {
        HashTallies acme = counted(alert(Map.of("sha256", A, "agent_id", "1")));
        HashTallies other = new HashTallies(100);
        other.add("other", alert(Map.of("sha256", A, "agent_id", "1")));
        acme.addAll(other);
        HashRow row = acme.top(1).getFirst();
        assertThat(row.total()).isEqualTo(2);
        assertThat(row.byTenant()).isEqualTo(Map.of("acme", 1L, "other", 1L));
        assertThat(row.hosts()).isEqualTo(new HashRow.Hosts(2, true));
    }

    @Test
    void moreHashesThanCountersAreNotPassedOverInSilence() {
        HashTallies tallies = new HashTallies(2);
        List.of(A, B, C).forEach(it -> tallies.add("acme", alert(Map.of("sha256", it))));
        Coverage coverage = tallies.coverage(OptionalLong.of(3), true);
        assertThat(coverage.complete()).isFalse();
        assertThat(coverage.uncounted()).isEqualTo(1);
        assertThat(coverage.sentence()).contains("INCOMPLETE").contains("more different hashes");
    }

    @Test
    void manyNamesOfFilesTakeNoMoreRoom() {
        HashTallies tallies = new HashTallies(10);
        IntStream.range(0, 1_000)
                .forEach(it ->
                        tallies.add(
                                "acme",
                                alert(
                                        Map.of(
                                                "sha256",
                                                A,
                                                "filename",
                                                "f%04d.exe".formatted(it),
                                                "status",
                                                "word" + it))));
        HashRow row = tallies.top(1).getFirst();
        assertThat(row.filenames()).containsExactly("f0000.exe", "f0001.exe", "f0002.exe");
        assertThat(row.byStatus()).hasSize(Counts.MOST_WORDS + 1);
        assertThat(row.byStatus().values().stream().mapToLong(it -> it).sum()).isEqualTo(1_000);
    }

    @Test
    void aCoverageThatIsNotWholeSaysSo() {
        assertThat(
                        new Coverage(
                                        98_412,
                                        OptionalLong.of(98_412),
                                        true,
                                        3_120,
                                        95_292,
                                        Map.of(),
                                        0)
                                .sentence())
                .isEqualTo("98,412 alerts read of 98,412; 3,120 carry a hash.");
        assertThat(new Coverage(10, OptionalLong.of(20), false, 5, 5, Map.of(), 0).sentence())
                .isEqualTo("10 alerts read of 20; 5 carry a hash; INCOMPLETE.");
        assertThat(new Coverage(10, OptionalLong.empty(), false, 5, 5, Map.of(), 0).sentence())
                .isEqualTo("10 alerts read, of how many is not known; 5 carry a hash; INCOMPLETE.");
    }
}
