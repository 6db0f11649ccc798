package io.ropewalk.auth.token;

import io.ropewalk.auth.token.SecretSource.UnreadableSecretException;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Region;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.oauth2.OAuth2Api.Granted;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One tenant's way to the vendor's token endpoint: reads the secret, finds the region, remembers
 * it.
 *
 * <p>A 308 is obeyed only with {@link Cloud.Auto} and only to a commercial host on the fixed list
 * of {@link Region}. A named region or a custom address is never left: the operator chose where the
 * secret may go, so a redirect there is a failure that names the region to configure.
 *
 * <p>Calls block. One at a time per tenant: the broker sees to that.
 */
final class Login {
    private static final int MOST_REDIRECTS = 2;
    private static final Set<Region> GOVERNMENT = Set.of(Region.US_GOV_1, Region.US_GOV_2);

    /**
     * What a try came to, and with which secret ({@link Secret#mark()}; empty where it was
     * unreadable).
     */
    sealed interface Outcome {
        record Accepted(HeldToken token) implements Outcome {}

        record Refused(Refusal why, String secretMark) implements Outcome {}
    }

    private final Tenant tenant;
    private final OAuth2Api vendor;
    private final UnauthorizedBudget budget;
    private final Clock clock;
    private final TokenEvents events;
    private volatile Optional<URI> found = Optional.empty();
    private volatile String acceptedMark = "";

    Login(
            Tenant tenant,
            OAuth2Api vendor,
            UnauthorizedBudget budget,
            Clock clock,
            TokenEvents events) {
        this.tenant = tenant;
        this.vendor = vendor;
        this.budget = budget;
        this.clock = clock;
        this.events = events;
    }

    /** The API host, where it is known. */
    Optional<URI> baseUrl() {
        return switch (tenant.cloud()) {
            case Cloud.Auto _ -> found;
            case Cloud.Fixed it -> Optional.of(it.region().baseUrl());
            case Cloud.Custom it -> Optional.of(it.baseUrl());
        };
    }

    /** The mark of the secret as it is now, empty where it cannot be read. */
    String secretMark() {
        try {
            return tenant.secret().read().mark();
        } catch (UnreadableSecretException _) {
            return "";
        }
    }

    /** Asks the vendor for a token. */
    Outcome grant() {
        Secret secret;
        try {
            secret = tenant.secret().read();
        } catch (UnreadableSecretException e) {
            return new Outcome.Refused(Refusal.local(FailureCategory.AUTH, e.getMessage()), "");
        }
        String mark = secret.mark();
        boolean unproven = !mark.equals(acceptedMark);
        Optional<Duration> wait = unproven ? budget.take() : Optional.empty();
        if (wait.isPresent()) {
            return new Outcome.Refused(
                    Refusal.throttled(
                            "Too many credentials were refused in the last minute; this tenant waits"
                                    + " so that the vendor does not lock out this address.",
                            wait.get(),
                            ""),
                    mark);
        }
        Outcome outcome = ask(start(), secret, 0);
        boolean refused =
                outcome instanceof Outcome.Refused it
                        && it.why().category() == FailureCategory.AUTH;
        if (unproven && !refused) {
            budget.giveBack();
        }
        if (refused) {
            acceptedMark = "";
        } else if (outcome instanceof Outcome.Accepted) {
            acceptedMark = mark;
        }
        return outcome;
    }

    /** Tells the vendor that this token is no longer needed. Best effort. */
    void revoke(HeldToken token) {
        try {
            var credentials =
                    new ClientCredentials(tenant.clientId(), tenant.secret().read().value());
            long began = System.nanoTime();
            var result = vendor.revoke(token.baseUrl(), credentials, token.value());
            report("revoke", result.failure(), began);
        } catch (UnreadableSecretException _) {
            events.upstreamCall(
                    tenant.name(), "revoke", FailureCategory.AUTH.word(), Duration.ZERO);
        }
    }

    private URI start() {
        return baseUrl().orElseGet(Region.US_1::baseUrl);
    }

    private Outcome ask(URI base, Secret secret, int redirects) {
        Instant asked = clock.instant();
        long began = System.nanoTime();
        var credentials = new ClientCredentials(tenant.clientId(), secret.value());
        FalconResult<Granted> result = vendor.grant(base, credentials, tenant.memberCid());
        report("grant", result.failure(), began);
        return switch (result) {
            case FalconResult.Ok<Granted> ok ->
                    switch (ok.value()) {
                        case Granted.Token token -> accepted(base, token, asked, secret.mark());
                        case Granted.ElsewhereRegion moved ->
                                redirected(moved, secret, redirects, ok.traceId());
                    };
            case FalconResult.Throttled<Granted> it ->
                    refused(
                            Refusal.throttled(
                                    "The vendor's limit for token requests is used up.",
                                    it.retryAfter(),
                                    it.traceId()),
                            secret);
            case FalconResult.Rejected<Granted> it -> refused(rejected(it, secret), secret);
            case FalconResult.Unreachable<Granted> it ->
                    refused(
                            Refusal.local(it.why().category(), scrub(it.why().message(), secret)),
                            secret);
        };
    }

    private Outcome accepted(URI base, Granted.Token token, Instant asked, String mark) {
        if (token.accessToken().isEmpty() || token.expiresInSeconds() < 1) {
            return new Outcome.Refused(
                    Refusal.local(
                            FailureCategory.VENDOR_DOWN,
                            "The vendor's answer held no token that is still valid."),
                    mark);
        }
        URI home = base;
        if (tenant.cloud() instanceof Cloud.Auto) {
            home =
                    token.region()
                            .flatMap(Region::named)
                            .filter(r -> !GOVERNMENT.contains(r))
                            .map(Region::baseUrl)
                            .orElse(base);
            found = Optional.of(home);
        }
        Instant expires = asked.plusSeconds(token.expiresInSeconds());
        return new Outcome.Accepted(new HeldToken(token.accessToken(), home, asked, expires));
    }

    private Outcome redirected(
            Granted.ElsewhereRegion moved, Secret secret, int redirects, String traceId) {
        Optional<Region> target =
                Region.ofHost(moved.location()).filter(r -> !GOVERNMENT.contains(r));
        if (tenant.cloud() instanceof Cloud.Auto && target.isPresent()) {
            if (redirects < MOST_REDIRECTS) {
                return ask(target.get().baseUrl(), secret, redirects + 1);
            }
            return refused(moved("The vendor's regions redirect to each other.", traceId), secret);
        }
        String where =
                switch (tenant.cloud()) {
                    case Cloud.Auto _ ->
                            "The vendor redirects to a host that is not on the list of its regions;"
                                    + " the credentials were not sent there.";
                    case Cloud.Fixed _ ->
                            "This API client lives in another region"
                                    + target.map(r -> ": set cloud=" + r.id()).orElse("")
                                    + ".";
                    case Cloud.Custom _ ->
                            "The custom base-url redirects"
                                    + target.map(r -> " to region " + r.id()).orElse("")
                                    + "; a custom base-url is never left.";
                };
        return refused(moved(where, traceId), secret);
    }

    private static Refusal moved(String message, String traceId) {
        return new Refusal(FailureCategory.BAD_REQUEST, message, 308, traceId, Optional.empty());
    }

    /** At this endpoint 400, 401 and 403 all mean that the credentials were not accepted. */
    private Refusal rejected(FalconResult.Rejected<Granted> it, Secret secret) {
        boolean credentials = Set.of(400, 401, 403).contains(it.status());
        FalconFailure why = it.why();
        String hint =
                credentials && tenant.cloud() instanceof Cloud.Auto && found.isEmpty()
                        ? " A GovCloud client needs cloud=us-gov-1 or us-gov-2."
                        : "";
        return new Refusal(
                credentials ? FailureCategory.AUTH : why.category(),
                scrub(why.message(), secret) + hint,
                it.status(),
                it.traceId(),
                Optional.empty());
    }

    private static Outcome refused(Refusal why, Secret secret) {
        return new Outcome.Refused(why, secret.mark());
    }

    /** A proxy may echo what it was sent. */
    private static String scrub(String message, Secret secret) {
        return message.contains(secret.value())
                ? "The vendor refused; its message is left out because it repeats the secret."
                : message;
    }

    private void report(String operation, Optional<FalconFailure> failure, long began) {
        String outcome = failure.map(f -> f.category().word()).orElse("ok");
        events.upstreamCall(
                tenant.name(), operation, outcome, Duration.ofNanos(System.nanoTime() - began));
    }
}
