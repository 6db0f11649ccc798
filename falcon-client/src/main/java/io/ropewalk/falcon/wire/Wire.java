package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.channel.ConnectTimeoutException;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.AnswerHeaders;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.call.TransportException.Kind;
import io.ropewalk.falcon.fql.Filter;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Sends one request and reads its answer, whatever it is. */
final class Wire {

    private final EnvelopeReader envelopes;
    private final long maxBodyBytes;
    private final Duration readTimeout;

    Wire(FalconJson json, FalconHttpOptions options) {
        this.envelopes = new EnvelopeReader(Objects.requireNonNull(json, "json"));
        this.maxBodyBytes = options.maxBodyBytes();
        this.readTimeout = options.readTimeout();
    }

    /** Reads a body. */
    @FunctionalInterface
    interface BodyReader<B> {
        B read(InputStream body) throws IOException;
    }

    /** Reads an envelope from a body in memory; empty when it is none. */
    @FunctionalInterface
    interface WholeReader<E> {
        Optional<Envelope<E>> read(byte[] body) throws IOException;
    }

    /**
     * An answer as it came.
     *
     * @param body empty when it could not be read
     */
    record Received<B>(int status, AnswerHeaders headers, Optional<B> body, long bodyBytes) {}

    <E> Answer<E> exchange(Supplier<Response> request, EnvelopeReader.ItemReader<E> items)
            throws TransportException {
        return answer(receive(request, body -> envelopes.read(body, items)));
    }

    /** The same for a body that has to be read more than once. */
    <E> Answer<E> exchangeWhole(Supplier<Response> request, WholeReader<E> reader)
            throws TransportException {
        return answer(receive(request, body -> reader.read(body.readAllBytes())));
    }

    private static <E> Answer<E> answer(Received<Optional<Envelope<E>>> received) {
        return new Answer<>(
                received.status(),
                received.headers(),
                received.body().flatMap(envelope -> envelope),
                received.bodyBytes());
    }

    /** A filter as a parameter; one that matches everything is left out. */
    static String text(Filter filter) {
        return filter.matchesAll() ? null : filter.text();
    }

    /** An offset as a parameter; the first page has none. */
    static Long from(long offset) {
        return offset == 0 ? null : offset;
    }

    static String bearer(FalconToken token) {
        return "Bearer " + token.value();
    }

    <B> Received<B> receive(Supplier<Response> request, BodyReader<B> reader)
            throws TransportException {
        Response response = sent(request);
        AnswerHeaders headers = AnswerHeaders.of(response.getStringHeaders());
        InputStream entity =
                response.getEntity() instanceof InputStream stream
                        ? stream
                        : InputStream.nullInputStream();
        try (response;
                BoundedBody body = new BoundedBody(entity, maxBodyBytes, readTimeout)) {
            Optional<B> read = readable(body, reader);
            return new Received<>(response.getStatus(), headers, read, body.count());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /**
     * Text that is no JSON, or too long, is an answer that cannot be read; a broken connection is
     * none.
     */
    private static <B> Optional<B> readable(BoundedBody body, BodyReader<B> reader)
            throws IOException {
        try {
            return Optional.of(reader.read(body));
        } catch (JsonProcessingException | BoundedBody.TooLong e) {
            return Optional.empty();
        }
    }

    private static Response sent(Supplier<Response> request) throws TransportException {
        try {
            return request.get();
        } catch (ProcessingException e) {
            throw failed(e);
        } catch (RuntimeException e) {
            throw new TransportException(Kind.BUG, true, "The request could not be built.", e);
        }
    }

    private static TransportException broken(IOException e) {
        if (holds(e, InterruptedIOException.class) && !holds(e, ConnectTimeoutException.class)) {
            return new TransportException(Kind.INTERRUPTED, false, "The call was cancelled.", e);
        }
        if (e instanceof BoundedBody.Silent) {
            return new TransportException(
                    Kind.TIMEOUT, false, "Falcon stopped in the middle of its answer.", e);
        }
        return new TransportException(
                Kind.NETWORK, false, "The connection broke in the middle of the answer.", e);
    }

    private static TransportException failed(ProcessingException e) {
        if (holds(e, InterruptedException.class)) {
            return new TransportException(Kind.INTERRUPTED, false, "The call was cancelled.", e);
        }
        if (holds(e, ConnectTimeoutException.class)) {
            return new TransportException(
                    Kind.TIMEOUT, true, "Falcon's host did not accept a connection in time.", e);
        }
        if (holds(e, ConnectException.class)) {
            return new TransportException(
                    Kind.NETWORK, true, "Falcon's host refused the connection.", e);
        }
        if (holds(e, UnknownHostException.class)) {
            return new TransportException(
                    Kind.NETWORK, true, "The name of Falcon's host is not known.", e);
        }
        if (holds(e, SSLException.class)) {
            return new TransportException(
                    Kind.NETWORK, true, "The secure connection could not be set up.", e);
        }
        if (holds(e, TimeoutException.class)) {
            return new TransportException(Kind.TIMEOUT, false, "Falcon did not answer in time.", e);
        }
        return new TransportException(
                Kind.NETWORK, false, "The connection broke before the answer.", e);
    }

    private static boolean holds(Throwable thrown, Class<? extends Throwable> kind) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
