package io.ropewalk.stream.outbound.jdk;

import io.ropewalk.stream.outbound.Bodies;
import io.ropewalk.stream.outbound.ByteBody;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.PostOutcome;
import io.ropewalk.stream.outbound.Poster;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts over HTTP/1.1 with connections that are kept.
 *
 * <p>Java's {@link HttpClient} and not its older relative: sending bodies of 1.5 MB it is no
 * slower, an interrupt reaches it on any thread, and it reads an answer that comes before the body
 * is sent, as 413 does.
 */
public final class JdkPoster implements Poster {
    private static final String AGENT = "ropewalk-event-stream";

    private final HttpTarget target;
    private final HttpClient client;
    private final Bodies bodies = new Bodies();

    /**
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    public JdkPoster(HttpTarget target) {
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

    @Override
    public Bodies bodies() {
        return bodies;
    }

    @Override
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
            return orWhatCame(collector, Failures.outcome(e.getCause(), target));
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    /** An answer that breaks off still has its status. */
    private static PostOutcome orWhatCame(ReplyCollector collector, PostOutcome failure) {
        return collector.soFar().<PostOutcome>map(PostOutcome.Answered::new).orElse(failure);
    }

    private PostOutcome late() {
        return new PostOutcome.Lost(
                "%s did not answer within %d ms."
                        .formatted(target.authority(), target.timeout().toMillis()));
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            var _ = client.awaitTermination(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
