package io.ropewalk.alertops.report;

import io.ropewalk.alertops.report.Reports.MailClaim;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail about reports that ended: counts, coverage and where the report is, and nothing out of
 * an alert. A mail that fails leaves the report as it is, and is tried again after growing pauses.
 */
public final class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Reports reports;
    private final Post post;
    private final Optional<URI> link;
    private final Tries tries;
    private final Sent sent;

    /**
     * How often.
     *
     * @param first after the first failure; then twice that, and so on, up to an hour
     */
    public record Tries(Duration first, int most) {
        /**
         * How long to wait after this try.
         *
         * @return empty where there is no further one
         */
        public Optional<Duration> pause(int tried) {
            if (tried >= most) {
                return Optional.empty();
            }
            Duration pause = first;
            for (int i = 1; i < tried && pause.compareTo(LONGEST) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            return Optional.of(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        }
    }

    /** Hears of every try: {@code sent}, {@code again} or {@code failed}. */
    @FunctionalInterface
    public interface Sent {
        void mail(String outcome);
    }

    /** Takes mail. */
    @FunctionalInterface
    public interface Post {
        /**
         * Hands one over. Blocks.
         *
         * @throws RuntimeException when it was not taken
         */
        void send(Letter letter);
    }

    /**
     * What is in a mail.
     *
     * @param id names it, also when it is sent again
     * @param lines one for each customer
     * @param link to the report on the page, empty where nobody said how recipients reach it
     */
    public record Letter(
            String id,
            List<String> recipients,
            String subject,
            String made,
            String state,
            String summary,
            String counts,
            List<String> lines,
            String link) {}

    public Letters(Reports reports, Post post, Optional<URI> link, Tries tries, Sent sent) {
        this.reports = Objects.requireNonNull(reports, "reports");
        this.post = Objects.requireNonNull(post, "post");
        this.link = Objects.requireNonNull(link, "link");
        this.tries = Objects.requireNonNull(tries, "tries");
        this.sent = Objects.requireNonNull(sent, "sent");
    }

    /** Sends the next that is due. Blocks. False when there was none. */
    public boolean step() {
        Optional<MailClaim> claim = reports.claimMail();
        claim.ifPresent(this::send);
        return claim.isPresent();
    }

    private void send(MailClaim claim) {
        try {
            post.send(letter(claim.report()));
        } catch (RuntimeException failed) {
            Optional<Duration> again = tries.pause(claim.tries());
            LOG.warn("a mail about a report was not taken", failed);
            reports.mailFailed(claim, Clean.text(String.valueOf(failed.getMessage()), 300), again);
            sent.mail(again.isPresent() ? "again" : "failed");
            return;
        }
        reports.mailSent(claim);
        sent.mail("sent");
    }

    private Letter letter(Report report) {
        Optional<HashReport> document = report.document();
        String summary =
                document.map(HashReport::summary)
                        .orElseGet(() ->
                                "There is no report. "
                                        + report.failure()
                                                .map(HashReport.Failure::category)
                                                .orElse(""));
        return new Letter(
                report.id(),
                report.order().recipients(),
                "Alerts by hash, %s: %s".formatted(report.order().scope(), report.state().word()),
                document.map(HashReport::at).orElse(report.created()).toString(),
                report.state().word(),
                summary,
                document.map(Letters::counts).orElse(""),
                document.map(Letters::lines).orElse(List.of()),
                link.map(it -> address(it, report)).orElse(""));
    }

    private static String counts(HashReport report) {
        long hashes = report.items().size() + report.rest().hashes();
        long most = report.items().isEmpty() ? 0 : report.items().getFirst().total();
        return String.format(
                Locale.ROOT, "%,d different hashes; the first is on %,d alerts.", hashes, most);
    }

    private static List<String> lines(HashReport report) {
        List<String> lines = new ArrayList<>();
        for (HashReport.Customer it : report.customers()) {
            String failure = it.failure().map(why -> " Failed: " + why.category() + ".").orElse("");
            lines.add(it.tenant() + ": " + it.state() + ". " + it.summary() + failure);
        }
        return lines;
    }

    private static String address(URI base, Report report) {
        return page(base, report.order().scope(), "reports", report.id());
    }

    /** Where the page shows something: a person who follows a link can sign in there. */
    public static String page(URI base, String scope, String part, String id) {
        return "%s/#/%s/%s/%s"
                .formatted(
                        base.toString().replaceAll("/+$", ""),
                        URLEncoder.encode(scope, StandardCharsets.UTF_8).replace("*", "%2A"),
                        part,
                        id);
    }
}
