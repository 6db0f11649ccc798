package io.ropewalk.stream.delivery.http;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.outbound.ByteBody;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.LineFormat;
import io.ropewalk.stream.outbound.PostOutcome;
import io.ropewalk.stream.outbound.Poster;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Posts each batch as NDJSON, the bytes as the vendor sent them. The receiver takes a batch as a
 * whole by a 2xx or not at all; {@code X-Ropewalk-Batch} lets it recognise one that came before.
 */
public final class HttpSink implements Sink {
    // A status is all that matters; reading a short answer to its end keeps the connection.
    private static final int ANSWER_LIMIT = 64 * 1024;

    private final HttpSinkSettings settings;
    private final Clock clock;
    private final Poster poster;
    private final Verdicts verdicts;
    private final Optional<Signature> signature;

    /**
     * @param posters makes the connection to an address
     * @param clock wall clock, for signatures and for dates in answers
     * @throws IllegalArgumentException when the settings cannot be used
     */
    public HttpSink(HttpSinkSettings settings, Function<HttpTarget, Poster> posters, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.poster = posters.apply(settings.target());
        this.verdicts = new Verdicts(settings.target().authority(), clock);
        this.signature = settings.signingSecret().map(Signature::new);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public SinkAnswer deliver(Batch batch) throws InterruptedException {
        var body = poster.bodies().take();
        LineFormat.NDJSON.write(batch.partition(), batch.cid(), batch.events(), body);
        if (settings.gzip()) {
            body = poster.bodies().gzip(body);
        }
        return switch (poster.post(headers(batch, body), body, ANSWER_LIMIT)) {
            case PostOutcome.Answered(var reply) -> verdicts.of(reply);
            case PostOutcome.Lost(var reason) -> SinkAnswer.Unavailable.because(reason);
            case PostOutcome.Untrusted(var reason) -> new SinkAnswer.Halted(reason);
        };
    }

    private Map<String, String> headers(Batch batch, ByteBody body) {
        var headers = new LinkedHashMap<>(settings.headers());
        headers.put("Content-Type", "application/x-ndjson");
        if (settings.gzip()) {
            headers.put("Content-Encoding", "gzip");
        }
        headers.put("X-Ropewalk-Batch", visible(batch.id()));
        headers.put("X-Ropewalk-Tenant", visible(batch.partition().tenant()));
        headers.put("X-Ropewalk-Cid", visible(batch.cid()));
        headers.put("X-Ropewalk-Partition", visible(batch.partition().partition()));
        headers.put("X-Ropewalk-First-Offset", Long.toString(batch.firstOffset()));
        headers.put("X-Ropewalk-Last-Offset", Long.toString(batch.lastOffset()));
        headers.put("X-Ropewalk-Events", Integer.toString(batch.size()));
        settings.bearerToken().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        signature.ifPresent(
                key -> headers.put("X-Ropewalk-Signature", key.of(clock.instant(), body)));
        return headers;
    }

    // The customer id comes from an event: it must not be able to break a header.
    private static String visible(String value) {
        var safe = new StringBuilder(value.length());
        value.chars().forEach(c -> safe.append(c > 0x20 && c < 0x7f ? (char) c : '_'));
        return safe.toString();
    }

    @Override
    public void close() {
        poster.close();
    }
}
