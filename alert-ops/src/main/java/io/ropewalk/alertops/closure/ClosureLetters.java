package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.report.Clean;
import io.ropewalk.alertops.report.Letters;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people that a closure has ended: who, what, counts, what was left out and where to look,
 * and nothing out of an alert. A mail that fails leaves the closure as it is.
 */
public final class ClosureLetters {
    private static final Logger LOG = LoggerFactory.getLogger(ClosureLetters.class);

    /** Nobody wants to hear of what ended before that. */
    private static final Duration RECENT = Duration.ofDays(1);

    private final ClosureMails mails;
    private final Post post;
    private final Recipients recipients;
    private final Optional<URI> link;
    private final Letters.Tries tries;
    private final Letters.Sent sent;

    /**
     * Whom to tell.
     *
     * @param usual of customers that are not named
     * @param own by customer
     */
    public record Recipients(List<String> usual, Map<String, List<String>> own) {
        public Recipients {
            usual = List.copyOf(usual);
            own = Map.copyOf(own);
        }

        List<String> of(String tenant) {
            return own.getOrDefault(tenant, usual);
        }

        boolean none() {
            return usual.isEmpty() && own.values().stream().allMatch(List::isEmpty);
        }
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
     * @param facts which closure, whose, when and by whom
     * @param outcomes alerts by what became of them
     * @param excluded alerts that were left out, by reason
     * @param link to it on the page, empty where nobody said how recipients reach it
     */
    public record Letter(
            String id,
            List<String> recipients,
            String subject,
            Map<String, String> facts,
            Map<String, Integer> outcomes,
            Map<String, Integer> excluded,
            String link) {}

    public ClosureLetters(
            ClosureMails mails,
            Post post,
            Recipients recipients,
            Optional<URI> link,
            Letters.Tries tries,
            Letters.Sent sent) {
        this.mails = Objects.requireNonNull(mails, "mails");
        this.post = Objects.requireNonNull(post, "post");
        this.recipients = Objects.requireNonNull(recipients, "recipients");
        this.link = Objects.requireNonNull(link, "link");
        this.tries = Objects.requireNonNull(tries, "tries");
        this.sent = Objects.requireNonNull(sent, "sent");
    }

    /** Sends the next that is due. Blocks. False when there was none. */
    public boolean step() {
        if (recipients.none()) {
            return false;
        }
        mails.note(RECENT);
        Optional<ClosureMails.Claim> claim = mails.claim();
        claim.ifPresent(this::send);
        return claim.isPresent();
    }

    private void send(ClosureMails.Claim claim) {
        List<String> to = recipients.of(claim.report().closure().tenant());
        if (to.isEmpty()) {
            mails.needless(claim);
            return;
        }
        try {
            post.send(letter(claim, to));
        } catch (RuntimeException failed) {
            Optional<Duration> again = tries.pause(claim.tries());
            LOG.warn("a mail about a closure was not taken", failed);
            mails.failed(claim, Clean.text(String.valueOf(failed.getMessage()), 300), again);
            sent.mail(again.isPresent() ? "again" : "failed");
            return;
        }
        mails.sent(claim);
        sent.mail("sent");
    }

    private Letter letter(ClosureMails.Claim claim, List<String> to) {
        ClosureReport report = claim.report();
        Closure closure = report.closure();
        Map<String, String> facts = new LinkedHashMap<>(ClosureFacts.of(report));
        facts.put("Action", action(closure.deed()));
        facts.put("Coverage", report.coverage());
        closure.failure().ifPresent(it -> facts.put("Broke off", it.category().word()));
        return new Letter(
                closure.id() + "." + claim.ended().toEpochMilli(),
                to,
                "%s of alerts, %s: %s"
                        .formatted(
                                report.revert() ? "Taking back" : "Closure",
                                closure.tenant(),
                                report.state()),
                facts,
                report.outcomes(),
                closure.frozen().excluded(),
                link.map(it -> Letters.page(it, closure.tenant(), "closures", closure.id()))
                        .orElse(""));
    }

    private static String action(Deed deed) {
        String words =
                deed.edit().lasting().parameters().stream()
                        .map(it -> it.name() + " " + it.value())
                        .collect(Collectors.joining(", "));
        return deed instanceof Deed.Revert ? "the former values, in place of: " + words : words;
    }
}
