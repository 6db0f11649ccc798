package io.ropewalk.alertops.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reports in memory, as far as tests of what uses them need it. */
final class FakeReports implements Reports {
    final List<Instant> dues = new ArrayList<>();
    final Deque<MailClaim> mails = new ArrayDeque<>();
    final List<String> errors = new ArrayList<>();
    final List<Optional<Duration>> pauses = new ArrayList<>();
    int sent;

    @Override
    public Optional<String> add(ReportOrder order, int most) {
        return Optional.empty();
    }

    @Override
    public Optional<String> addDue(ReportOrder order, Instant due) {
        dues.add(due);
        return Optional.empty();
    }

    @Override
    public Optional<Claim> claim() {
        return Optional.empty();
    }

    @Override
    public boolean alive(Claim claim, long read, OptionalLong total) {
        return true;
    }

    @Override
    public boolean finish(
            Claim claim,
            State state,
            Optional<HashReport> document,
            Optional<HashReport.Failure> failure) {
        return true;
    }

    @Override
    public void giveBack(Claim claim) {}

    @Override
    public Optional<Report> find(String scope, String id) {
        return Optional.empty();
    }

    @Override
    public List<Report> list(String scope, Optional<String> before, int limit) {
        return List.of();
    }

    @Override
    public Optional<MailClaim> claimMail() {
        return Optional.ofNullable(mails.poll());
    }

    @Override
    public void mailSent(MailClaim mail) {
        sent++;
    }

    @Override
    public void mailFailed(MailClaim mail, String error, Optional<Duration> again) {
        errors.add(error);
        pauses.add(again);
        again.ifPresent(_ -> mails.add(new MailClaim(mail.report(), mail.tries() + 1)));
    }

    @Override
    public int forget(Duration age) {
        return 0;
    }
}
