package io.ropewalk.alertops.report.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.Report;
import io.ropewalk.alertops.report.ReportOrder;
import io.ropewalk.alertops.report.Reports;
import io.ropewalk.alertops.report.Reports.Claim;
import io.ropewalk.alertops.report.Reports.MailClaim;
import io.ropewalk.alertops.report.State;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reports in every database hold to, with two replicas at one database. */
abstract class ReportsContract {
    private static final Instant DUE = Instant.parse("2026-11-20T06:00:00Z");
    private static final HashReport.Failure WHY =
            new HashReport.Failure("vendor-down", "It is down.", "", "");

    private Sql sql;
    private Reports one;
    private Reports other;

    abstract StateDatabase database();

    @BeforeEach
    void open() {
        sql = new Sql(database(), IllegalStateException::new);
        one = replica();
        other = replica();
    }

    private Reports replica() {
        return new JdbcReports(sql, new ObjectMapper().findAndRegisterModules());
    }

    private static ReportOrder order(String scope, String schedule, String... recipients) {
        return new ReportOrder(
                scope,
                "hashes",
                Map.of("days", List.of("7")),
                List.of(recipients),
                "somebody",
                "http",
                schedule);
    }

    /** As if it had been so long ago. */
    private void longAgo(String column) {
        sql.update("UPDATE report SET " + column + " = 1");
    }

    private static boolean fail(Reports replica, Claim claim) {
        return replica.finish(claim, State.FAILED, Optional.empty(), Optional.of(WHY));
    }

    @Test
    void aReportIsMadeByOneReplicaOnly() throws Exception {
        // given
        String id = one.add(order("acme", ""), 5).orElseThrow();
        // when both reach for it
        List<Callable<Optional<Claim>>> both = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            both.add(i % 2 == 0 ? one::claim : other::claim);
        }
        List<Claim> claims = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Claim>> it : threads.invokeAll(both)) {
                it.get().ifPresent(claims::add);
            }
        }
        // then
        assertThat(claims).extracting(Claim::id).containsExactly(id);
    }

    @Test
    void whoGaveNoSignOfLifeLosesItAndHasNoSayAfterwards() {
        one.add(order("acme", ""), 5);
        Claim first = one.claim().orElseThrow();
        assertThat(other.claim()).isEmpty();
        longAgo("beat");
        Claim second = other.claim().orElseThrow();
        assertThat(second.attempt()).isEqualTo(first.attempt() + 1);
        assertThat(one.alive(first, 1, OptionalLong.empty())).isFalse();
        assertThat(fail(one, first)).isFalse();
        assertThat(fail(other, second)).isTrue();
        assertThat(other.find("acme", second.id()).orElseThrow().failure()).contains(WHY);
    }

    @Test
    void whatIsGivenBackIsTakenAtOnce() {
        one.add(order("acme", ""), 5);
        Claim first = one.claim().orElseThrow();
        one.giveBack(first);
        assertThat(other.claim().orElseThrow().attempt()).isEqualTo(first.attempt());
    }

    @Test
    void noMoreWaitThanMay() {
        assertThat(one.add(order("acme", ""), 2)).isPresent();
        assertThat(one.add(order("acme", ""), 2)).isPresent();
        assertThat(other.add(order("acme", ""), 2)).isEmpty();
        assertThat(other.add(order("other", ""), 2)).isPresent();
    }

    @Test
    void aDueTimeGivesOneReportHoweverManyLook() {
        // given it was seen before
        assertThat(one.addDue(order("acme", "daily"), DUE)).isEmpty();
        assertThat(other.addDue(order("acme", "daily"), DUE)).isEmpty();
        // when the next is due, after two that were missed
        Instant next = DUE.plus(Duration.ofDays(3));
        Optional<String> made = one.addDue(order("acme", "daily"), next);
        // then it is made once
        assertThat(made).isPresent();
        assertThat(other.addDue(order("acme", "daily"), next)).isEmpty();
        assertThat(one.list("acme", Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void theNextOfAScheduleWaitsForTheOneBefore() {
        one.addDue(order("acme", "daily"), DUE);
        one.addDue(order("acme", "daily"), DUE.plusSeconds(60));
        Claim claim = one.claim().orElseThrow();
        Instant later = DUE.plusSeconds(120);
        assertThat(other.addDue(order("acme", "daily"), later)).isEmpty();
        fail(one, claim);
        assertThat(other.addDue(order("acme", "daily"), later)).isPresent();
    }

    @Test
    void aMailIsSentByOneReplicaAndTriedAgainByAnother() {
        one.add(order("acme", "", "soc@example.com"), 5);
        fail(one, one.claim().orElseThrow());
        MailClaim mail = one.claimMail().orElseThrow();
        assertThat(other.claimMail()).isEmpty();
        one.mailFailed(mail, "450 busy", Optional.of(Duration.ZERO));
        MailClaim again = other.claimMail().orElseThrow();
        assertThat(again.tries()).isEqualTo(2);
        assertThat(again.report().mail().error()).contains("450 busy");
        other.mailSent(again);
        assertThat(one.claimMail()).isEmpty();
        Report.Mail sent = one.find("acme", again.report().id()).orElseThrow().mail();
        assertThat(sent).isEqualTo(new Report.Mail(Report.Mail.SENT, 2, Optional.empty()));
    }

    @Test
    void aMailThatIsGivenUpStaysFailed() {
        one.add(order("acme", "", "soc@example.com"), 5);
        fail(one, one.claim().orElseThrow());
        one.mailFailed(one.claimMail().orElseThrow(), "550 no", Optional.empty());
        assertThat(other.claimMail()).isEmpty();
        assertThat(other.list("acme", Optional.empty(), 1).getFirst().mail().state())
                .isEqualTo(Report.Mail.FAILED);
    }

    @Test
    void pagesHoldEveryReportOnce() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(one.add(order("acme", ""), 10).orElseThrow());
        }
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (List<Report> page = one.list("acme", after, 2);
                !page.isEmpty();
                page = one.list("acme", after, 2)) {
            page.forEach(it -> found.add(it.id()));
            after = Optional.of(page.getLast().id());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void oldReportsAreForgottenAndOpenOnesAreNot() {
        one.add(order("acme", ""), 10);
        fail(one, one.claim().orElseThrow());
        one.add(order("acme", ""), 10);
        sql.update("UPDATE report SET finished = 1 WHERE finished IS NOT NULL");
        assertThat(one.forget(Duration.ofDays(1))).isEqualTo(1);
        assertThat(one.list("acme", Optional.empty(), 10)).hasSize(1);
    }
}
