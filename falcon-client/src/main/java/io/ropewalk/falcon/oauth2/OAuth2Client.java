package io.ropewalk.falcon.oauth2;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Region;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.RateLimit;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.oauth2.OAuth2Transport.TokenAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The token endpoint over the wire. Thread-safe. Sends each request once: who asks for a token
 * knows best when to ask again, and the endpoint's quota (300 a minute) is small. No text of the
 * vendor is passed on, because it repeats the client id.
 */
public final class OAuth2Client implements OAuth2Api {

    private final OAuth2Transport transport;
    private final CallLimits limits;
    private final CallObserver observer;
    private final Clock clock;

    public OAuth2Client(
            OAuth2Transport transport, CallLimits limits, CallObserver observer, Clock clock) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @FunctionalInterface
    private interface Request {
        TokenAnswer send() throws TransportException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        FalconResult<T> of(TokenAnswer answer, String traceId);
    }

    @Override
    public FalconResult<Granted> grant(
            URI base, ClientCredentials credentials, Optional<String> memberCid) {
        return send(
                OAuth2Operations.TOKEN,
                () -> transport.token(base, credentials, memberCid),
                (answer, traceId) -> granted(base, answer, traceId));
    }

    @Override
    public FalconResult<Boolean> revoke(URI base, ClientCredentials credentials, String token) {
        return send(
                OAuth2Operations.REVOKE,
                () -> transport.revoke(base, credentials, token),
                (answer, traceId) ->
                        good(answer) ? FalconResult.ok(true, traceId) : failed(answer, traceId));
    }

    private <T> FalconResult<T> send(Operation operation, Request request, Reading<T> reading) {
        Instant start = clock.instant();
        int status = 0;
        FalconResult<T> result;
        try {
            TokenAnswer answer = request.send();
            status = answer.status();
            String traceId = answer.headers().first("X-Cs-Traceid").orElse(answer.traceId());
            result = reading.of(answer, traceId);
        } catch (TransportException e) {
            result = unreachable(e);
        }
        observer.attempted(
                new CallObserver.Attempt(
                        "",
                        operation.id(),
                        CallClass.INTERACTIVE,
                        status,
                        result.failure().map(FalconFailure::category),
                        result.trace(),
                        Duration.between(start, clock.instant())));
        return result;
    }

    private FalconResult<Granted> granted(URI base, TokenAnswer answer, String traceId) {
        if (answer.status() == 307 || answer.status() == 308) {
            return elsewhere(base, answer)
                    .<FalconResult<Granted>>map(there -> FalconResult.ok(there, traceId))
                    .orElseGet(() ->
                            rejected(
                                    FailureCategory.VENDOR_DOWN,
                                    "Falcon sent the client to another region without naming it.",
                                    answer,
                                    traceId));
        }
        if (!good(answer)) {
            return failed(answer, traceId);
        }
        long life = answer.expiresInSeconds().orElse(0);
        if (answer.accessToken().isEmpty() || life <= 0) {
            return rejected(
                    FailureCategory.VENDOR_DOWN,
                    "Falcon's token answer holds no token with a life.",
                    answer,
                    traceId);
        }
        return FalconResult.ok(
                new Granted.Token(answer.accessToken().get(), life, region(answer)), traceId);
    }

    /** Where the answer points: its location, else the token endpoint of the region it names. */
    private static Optional<Granted> elsewhere(URI base, TokenAnswer answer) {
        Optional<String> region = region(answer);
        return answer.headers()
                .first("Location")
                .flatMap(location -> resolved(base, location))
                .or(() ->
                        region.flatMap(Region::named)
                                .map(Region::baseUrl)
                                .map(url -> url.resolve(OAuth2Operations.TOKEN_PATH)))
                .map(location -> new Granted.ElsewhereRegion(location, region));
    }

    private static Optional<URI> resolved(URI base, String location) {
        try {
            return Optional.of(base.resolve(location)).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> region(TokenAnswer answer) {
        return answer.headers().first("X-Cs-Region");
    }

    private static boolean good(TokenAnswer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    private <T> FalconResult<T> failed(TokenAnswer answer, String traceId) {
        return switch (answer.status()) {
            case 400 ->
                    rejected(
                            FailureCategory.AUTH,
                            "Falcon does not know this API client: check the client id and the cloud.",
                            answer,
                            traceId);
            case 401 ->
                    rejected(
                            FailureCategory.AUTH,
                            "Falcon refused the client id or secret: check both.",
                            answer,
                            traceId);
            case 403 ->
                    rejected(
                            FailureCategory.AUTH,
                            "Falcon refused the API client: check the secret, that the client is"
                                    + " enabled, the member CID and the address allow-list.",
                            answer,
                            traceId);
            case 429 ->
                    new FalconResult.Throttled<>(
                            RateLimit.retryAfter(answer.headers(), clock.instant(), limits),
                            traceId);
            default ->
                    rejected(
                            FailureCategory.VENDOR_DOWN,
                            "Falcon's token endpoint answered " + answer.status() + ".",
                            answer,
                            traceId);
        };
    }

    private static <T> FalconResult<T> rejected(
            FailureCategory category, String message, TokenAnswer answer, String traceId) {
        return new FalconResult.Rejected<>(
                FalconFailure.of(category, message), answer.status(), traceId);
    }

    private static <T> FalconResult<T> unreachable(TransportException e) {
        FailureCategory category =
                switch (e.kind()) {
                    case NETWORK -> FailureCategory.NETWORK;
                    case TIMEOUT -> FailureCategory.TIMEOUT;
                    case BUG -> FailureCategory.BUG;
                    case INTERRUPTED -> {
                        Thread.currentThread().interrupt();
                        yield FailureCategory.TIMEOUT;
                    }
                };
        return new FalconResult.Unreachable<>(FalconFailure.of(category, e.getMessage()));
    }
}
