package io.ropewalk.stream.delivery.sekoia;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.delivery.sekoia.Intake.Said;
import java.util.Optional;

/**
 * One attempt to settle every event of a batch.
 *
 * <p>An intake that took fewer events than it was sent without saying which leaves a choice between
 * loss and repetition. This repeats: halves of the request are sent again until the missing ones
 * are found. How many are missing is known, so only the left half of each pair is sent, and the
 * events sent twice are fewer than the request has for each one that is missing.
 */
final class Delivery {
    private static final String LEFT_OUT = "The intake left the event out and does not say why.";

    private final Batch batch;
    private final Ledger ledger;
    private final Intake intake;
    // How many events to send at once. Falls with each refusal, rises with each success.
    private int most;

    Delivery(Batch batch, Ledger ledger, Intake intake) {
        this.batch = batch;
        this.ledger = ledger;
        this.intake = intake;
        this.most = batch.size();
    }

    /** Why it ended early; empty when every event is settled. */
    Optional<SinkAnswer> run() throws InterruptedException {
        refuseTooLarge();
        var from = ledger.nextOpen(0);
        while (from < batch.size()) {
            var to = Math.min(ledger.endOfOpen(from), from + most);
            var stopped = settle(from, to);
            if (stopped.isPresent()) {
                return stopped;
            }
            from = ledger.nextOpen(from);
        }
        return Optional.empty();
    }

    private void refuseTooLarge() {
        for (var i = 0; i < batch.size(); i++) {
            if (Request.isTooLarge(batch.events().get(i).length())) {
                ledger.refuse(i, Intake.TOO_LARGE);
            }
        }
    }

    private Optional<SinkAnswer> settle(int from, int to) throws InterruptedException {
        return switch (intake.send(batch, from, to)) {
            case Said.Stop(var answer) -> Optional.of(answer);
            case Said.Refused(var end, var reason) -> {
                refused(from, end, reason);
                yield Optional.empty();
            }
            case Said.Unclear(var answer) -> {
                if (to - from == 1) {
                    yield Optional.of(answer);
                }
                // In order: the first one alone shows whether the key works.
                yield settle(from, from + 1);
            }
            case Said.Results(var end, var answer) -> {
                most = Math.min(batch.size(), most * 2);
                yield note(from, end, answer);
            }
        };
    }

    private void refused(int from, int end, String reason) {
        if (end - from == 1) {
            ledger.refuse(from, reason);
        } else {
            most = (end - from) / 2;
        }
    }

    private Optional<SinkAnswer> note(int from, int to, IntakeAnswer answer)
            throws InterruptedException {
        return switch (answer) {
            case IntakeAnswer.All() -> {
                ledger.accept(from, to);
                yield Optional.empty();
            }
            case IntakeAnswer.Each each -> noteEach(from, each);
            case IntakeAnswer.Fewer(var accepted) -> search(from, to, to - from - accepted);
        };
    }

    private Optional<SinkAnswer> noteEach(int from, IntakeAnswer.Each each) {
        var later = false;
        for (var i = 0; i < each.statuses().size(); i++) {
            int status = each.statuses().get(i);
            if (status / 100 == 2) {
                ledger.accept(from + i, from + i + 1);
            } else if (status == 408 || status == 429 || status / 100 == 5) {
                later = true;
            } else {
                ledger.refuse(from + i, "The intake refused the event with status " + status + ".");
            }
        }
        return later
                ? Optional.of(Unavailable.because("The intake took only some of the events."))
                : Optional.empty();
    }

    /** Finds the missing ones of a range of which so many are missing. */
    private Optional<SinkAnswer> search(int from, int to, int missing) throws InterruptedException {
        if (missing == 0) {
            ledger.accept(from, to);
            return Optional.empty();
        }
        if (missing == to - from) {
            for (var i = from; i < to; i++) {
                ledger.refuse(i, LEFT_OUT);
            }
            return Optional.empty();
        }
        var middle = (from + to) >>> 1;
        return switch (intake.send(batch, from, middle)) {
            case Said.Stop(var answer) -> Optional.of(answer);
            case Said.Unclear(var answer) -> Optional.of(answer);
            // It is part of a request that was taken: all of it is refused.
            case Said.Refused _ -> searchBoth(from, middle, to, middle - from, missing);
            case Said.Results(_, var answer) ->
                    searchBoth(from, middle, to, missing(answer, middle - from), missing);
        };
    }

    private Optional<SinkAnswer> searchBoth(int from, int middle, int to, int left, int missing)
            throws InterruptedException {
        var right = missing - left;
        if (right < 0 || right > to - middle) {
            return Optional.of(
                    Unavailable.because("The intake answers differently each time it is asked."));
        }
        var stopped = search(from, middle, left);
        return stopped.isPresent() ? stopped : search(middle, to, right);
    }

    private static int missing(IntakeAnswer answer, int sent) {
        return switch (answer) {
            case IntakeAnswer.All() -> 0;
            case IntakeAnswer.Fewer(var accepted) -> sent - accepted;
            case IntakeAnswer.Each(var statuses) ->
                    (int) statuses.stream().filter(status -> status / 100 != 2).count();
        };
    }
}
