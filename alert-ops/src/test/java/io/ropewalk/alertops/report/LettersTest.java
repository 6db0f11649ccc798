package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.report.Letters.Letter;
import io.ropewalk.alertops.report.Letters.Tries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LettersTest {
    private final FakeReports reports = new FakeReports();
    private final List<Letter> posted = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private int refusals;

    private Letters letters(int most) {
        return new Letters(
                reports,
                letter -> {
                    if (refusals-- > 0) {
                        throw new IllegalStateException("450 busy\r\nforged: line");
                    }
                    posted.add(letter);
                },
                Optional.of(URI.create("https://alerts.example.com/")),
                new Tries(Duration.ofMinutes(10), most),
                outcomes::add);
    }

    private static Report failed() {
        return new Report(
                "1",
                new ReportOrder(
                        "acme",
                        "hashes",
                        Map.of(),
                        List.of("soc@example.com"),
                        "somebody",
                        "http",
                        ""),
                State.FAILED,
                Instant.parse("2026-11-20T06:00:00Z"),
                Optional.empty(),
                0,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(new HashReport.Failure("vendor-down", "<b>It is down.</b>", "", "")),
                new Report.Mail(Report.Mail.WAITING, 0, Optional.empty()));
    }

    @Test
    void aMailThatIsNotTakenIsTriedAgainAfterGrowingPauses() {
        reports.mails.add(new Reports.MailClaim(failed(), 1));
        refusals = 4;
        Letters letters = letters(8);
        while (letters.step()) {
            assertThat(posted).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(reports.pauses)
                .containsExactly(
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofMinutes(20)),
                        Optional.of(Duration.ofMinutes(40)),
                        Optional.of(Duration.ofHours(1)));
        assertThat(reports.errors).allMatch(it -> it.lines().count() == 1);
        assertThat(reports.sent).isEqualTo(1);
        assertThat(outcomes).containsExactly("again", "again", "again", "again", "sent");
    }

    @Test
    void aMailIsNotTriedForEver() {
        reports.mails.add(new Reports.MailClaim(failed(), 1));
        refusals = 100;
        Letters letters = letters(2);
        while (letters.step()) {
            assertThat(reports.errors).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(outcomes).containsExactly("again", "failed");
        assertThat(reports.sent).isZero();
    }

    @Test
    void aReportThatFailedIsToldWithoutWhatWasInTheFailure() {
        reports.mails.add(new Reports.MailClaim(failed(), 1));
        letters(8).step();
        Letter letter = posted.getFirst();
        assertThat(letter.subject()).isEqualTo("Alerts by hash, acme: failed");
        assertThat(letter.summary()).isEqualTo("There is no report. vendor-down");
        assertThat(letter.link()).isEqualTo("https://alerts.example.com/#/acme/reports/1");
    }

    @Test
    void theLinkLeadsToThePageWhateverTheAddress() {
        URI base = URI.create("https://alerts.example.com");
        assertThat(Letters.page(base, "*", "reports", "1"))
                .isEqualTo("https://alerts.example.com/#/%2A/reports/1");
        assertThat(Letters.page(base, "acme,globex", "closures", "1"))
                .isEqualTo("https://alerts.example.com/#/acme%2Cglobex/closures/1");
    }
}
