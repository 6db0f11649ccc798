package io.ropewalk.stream.outbound;

import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * POSTs over HTTP/1.1 with connections that are kept. Thread-safe.
 *
 * <p>TLS is verified, redirects are not followed, the whole call is limited in time and the answer
 * in size, and an interrupt closes the connection. Java's {@link HttpClient} and not its older
 * relative: sending bodies of 1.5 MB it is no slower, an interrupt reaches it on any thread, and it
 * reads an answer that comes before the body is sent, as 413 does.
 */
public final class HttpPoster implements AutoCloseable {
    private static final String AGENT = "ropewalk-event-stream";

    private final HttpTarget target;
    private final HttpClient client;
    private final Bodies bodies = new Bodies();

    /**
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    public HttpPoster(HttpTarget target) {
        this.target = target;
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(target.connectTimeout());
        target.caFile().ifPresent(file -> builder.sslContext(Certificates.trusting(file)));
        target.proxy()
                .map(proxy -> new InetSocketAddress(proxy.getHost(), proxy.getPort()))
                .ifPresent(address -> builder.proxy(ProxySelector.of(address)));
        this.client = builder.build();
    }

    /** An empty body to fill. Give it to {@link #post}, {@link #gzip} or {@link #giveBack}. */
    public ByteBody body() {
        return bodies.take();
    }

    /** Takes back a body that is not sent after all. */
    public void giveBack(ByteBody body) {
        bodies.giveBack(body);
    }

    /** The body compressed, at the fastest level: events shrink tenfold even so. */
    public ByteBody gzip(ByteBody plain) {
        var packed = bodies.take();
        try (var out = new Gzip(packed)) {
            out.write(plain.array(), 0, plain.length());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        bodies.giveBack(plain);
        return packed;
    }

    /**
     * Sends a body, which must not be used afterwards.
     *
     * @param headers without Content-Length
     * @param answerLimit bytes of the answer that are of interest
     */
    public PostOutcome post(Map<String, String> headers, ByteBody body, int answerLimit)
            throws InterruptedException {
        var publisher = new SlicePublisher(body);
        var request = HttpRequest.newBuilder(target.url()).POST(publisher);
        request.setHeader("User-Agent", AGENT);
        headers.forEach(request::setHeader);
        var outcome = exchange(request.build(), new ReplyCollector(answerLimit));
        // An answer may come before the body is sent; then the client still reads from it.
        if (publisher.isDrained()) {
            bodies.giveBack(body);
        }
        return outcome;
    }

    private PostOutcome exchange(HttpRequest request, ReplyCollector collector)
            throws InterruptedException {
        var call = client.sendAsync(request, collector);
        try {
            // The client's own time limit ends with the answer's headers.
            var response = call.get(target.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return new PostOutcome.Answered(response.body());
        } catch (TimeoutException _) {
            call.cancel(true);
            return orWhatCame(collector, late());
        } catch (ExecutionException e) {
            return orWhatCame(collector, Failures.answer(e.getCause(), target));
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    /** An answer that breaks off still has its status. */
    private static PostOutcome orWhatCame(ReplyCollector collector, SinkAnswer failure) {
        return collector
                .soFar()
                .<PostOutcome>map(PostOutcome.Answered::new)
                .orElseGet(() -> new PostOutcome.Failed(failure));
    }

    private Unavailable late() {
        return Unavailable.because(
                "%s did not answer within %d ms."
                        .formatted(target.authority(), target.timeout().toMillis()));
    }

    /** Ends calls that are under way and closes every connection. */
    @Override
    public void close() {
        client.shutdownNow();
        try {
            var _ = client.awaitTermination(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        private static final int CHUNK = 64 * 1024;

        Gzip(ByteBody out) throws IOException {
            super(out, CHUNK);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
