package io.ropewalk.inventory.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.testing.FakeFalcon;
import io.ropewalk.inventory.testing.TestGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listings that end regularly and whose count is off, as on an estate that moves meanwhile. */
class ConfirmationTest {
    private static final int HOSTS = 300;
    private static final int GONE = 5;

    private final TestGraph graph = TestGraph.empty();
    private final FakeFalcon falcon = new FakeFalcon().estate("acme", "c1", HOSTS);
    private final SyncHarness harness = SyncHarness.over(falcon, graph.hosts());

    @BeforeEach
    void someAreGone() {
        assertThat(harness.sync("acme")).isInstanceOf(SyncOutcome.Succeeded.class);
        falcon.estate("acme", "c1", HOSTS - GONE);
    }

    @Test
    void whatTheVendorDoesNotKnowAnyMoreIsRetiredOneByOne() {
        // Given
        falcon.miscounts(1);
        // When
        SyncOutcome outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Succeeded.class);
        assertThat(harness.tally.counts().retired()).isEqualTo(GONE);
        assertThat(graph.hostCount()).isEqualTo(HOSTS - GONE);
    }

    @Test
    void moreThanTheTotalIsTakenAlike() {
        falcon.miscounts(-2);
        assertThat(harness.sync("acme")).isInstanceOf(SyncOutcome.Succeeded.class);
        assertThat(graph.hostCount()).isEqualTo(HOSTS - GONE);
    }

    @Test
    void whatTheListingMissedStaysAndTheRunSaysSo() {
        // Given
        falcon.miscounts(1);
        falcon.leavesOut(FakeFalcon.id("c1", 7));
        // When
        SyncOutcome outcome = harness.sync("acme");
        // Then
        assertDoubt(outcome);
        assertThat(graph.hostCount()).isEqualTo(HOSTS - GONE);
        assertThat(
                        graph.number(
                                "MATCH (h:CrowdstrikeHost {id: '"
                                        + FakeFalcon.id("c1", 7)
                                        + "'}) RETURN count(h)"))
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatKnowsNothingAtAllProvesNothing() {
        falcon.miscounts(1);
        falcon.answersLookups(FalconResult.ok(List.of(), ""));
        assertDoubt(harness.sync("acme"));
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void aQuestionThatFailsProvesNothing() {
        falcon.miscounts(1);
        falcon.answersLookups(
                new FalconResult.Unreachable<>(
                        FalconFailure.of(FailureCategory.NETWORK, "no way")));
        assertDoubt(harness.sync("acme"));
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void aCountThatIsFarOffAsksNobody() {
        falcon.miscounts(30);
        assertDoubt(harness.sync("acme"));
        assertThat(falcon.lookups()).isZero();
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void moreThanTheShareIsNotEvenAskedFor() {
        // Given
        falcon.estate("acme", "c1", HOSTS / 2);
        falcon.miscounts(1);
        // When
        SyncOutcome outcome = harness.sync("acme");
        // Then
        assertThat(((SyncOutcome.Incomplete) outcome).why().category())
                .isEqualTo(FailureCategory.CONFLICT);
        assertThat(falcon.lookups()).isZero();
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void aProcessThatLostTheRightToWriteRetiresNothing() {
        falcon.miscounts(1);
        harness.owner.set(false);
        assertThat(harness.sync("acme")).isInstanceOf(SyncOutcome.Cancelled.class);
        assertThat(graph.hostCount()).isEqualTo(HOSTS);
    }

    @Test
    void recordsInAnothersCareDoNotKeepWhatIsGone() {
        // Given
        someBelongToAnother();
        // When
        SyncOutcome outcome = harness.sync("globex");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Succeeded.class);
        assertThat(harness.tally.counts().elsewhere()).isEqualTo(21);
        assertThat(harness.tally.counts().retired()).isEqualTo(GONE);
        assertThat(graph.hostCount()).isEqualTo(HOSTS + 100 - GONE);
    }

    @Test
    void recordsInAnothersCareAndNobodyToAskIsADoubt() {
        // Given
        someBelongToAnother();
        falcon.answersLookups(
                new FalconResult.Unreachable<>(
                        FalconFailure.of(FailureCategory.NETWORK, "no way")));
        // When
        SyncOutcome outcome = harness.sync("globex");
        // Then
        assertThat(((SyncOutcome.Incomplete) outcome).why().message())
                .startsWith("21 hosts belong to another tenant's runs");
        assertThat(graph.hostCount()).isEqualTo(HOSTS + 100);
    }

    @Test
    void recordsInAnothersCareDoNotMatterWhereNothingIsStale() {
        // Given
        someBelongToAnother();
        falcon.answersLookups(FalconResult.ok(List.of(), ""));
        graph.query(
                "MATCH (h:CrowdstrikeHost {cid: 'c2'}) WHERE h.id >= '"
                        + FakeFalcon.id("c2", 100 - GONE)
                        + "' DETACH DELETE h");
        // When
        SyncOutcome outcome = harness.sync("globex");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Succeeded.class);
        assertThat(falcon.lookups()).isZero();
    }

    @Test
    void inAShortListingARepeatedRecordIsToldWithoutItsOrder() {
        // Given
        falcon.estate("globex", "c2", 100);
        assertThat(harness.sync("globex")).isInstanceOf(SyncOutcome.Succeeded.class);
        falcon.listsWithoutOrder();
        List<Host> both = new ArrayList<>(falcon.hosts("acme").subList(0, 20));
        falcon.estate("globex", "c2", 100 - GONE);
        both.addAll(falcon.hosts("globex"));
        falcon.estate("globex", both);
        harness.others = Set.of("acme");
        // When
        SyncOutcome outcome = harness.sync("globex");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Succeeded.class);
        assertThat(harness.tally.counts().retired()).isEqualTo(GONE);
        assertThat(falcon.lookups()).isZero();
    }

    /** A tenant that also lists hosts of another one, in no order, and one of them twice. */
    private void someBelongToAnother() {
        falcon.estate("globex", "c2", 100);
        assertThat(harness.sync("globex")).isInstanceOf(SyncOutcome.Succeeded.class);
        falcon.listsWithoutOrder();
        List<Host> both = new ArrayList<>(falcon.hosts("acme").subList(0, 20));
        falcon.estate("globex", "c2", 100 - GONE);
        both.addAll(falcon.hosts("globex"));
        both.add(both.getFirst());
        falcon.estate("globex", both);
        harness.others = Set.of("acme");
    }

    private static void assertDoubt(SyncOutcome outcome) {
        assertThat(((SyncOutcome.Incomplete) outcome).why().message())
                .isEqualTo("The count is off.");
    }
}
