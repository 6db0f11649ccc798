package io.ropewalk.stream.outbound.jdk;

import io.ropewalk.stream.outbound.ByteBody;
import io.ropewalk.stream.outbound.Reply;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads an answer up to a limit, and keeps what came when it breaks off. For one answer. */
final class ReplyCollector implements BodyHandler<Reply>, BodySubscriber<Reply> {
    private final int limit;
    private final ByteBody bytes = new ByteBody();
    private final CompletableFuture<Reply> body = new CompletableFuture<>();
    private ResponseInfo info;
    private Flow.Subscription subscription;

    ReplyCollector(int limit) {
        this.limit = limit;
    }

    /** What is there now: something as soon as the status is. */
    synchronized Optional<Reply> soFar() {
        return info == null ? Optional.empty() : Optional.of(reply(false));
    }

    @Override
    public synchronized BodySubscriber<Reply> apply(ResponseInfo responseInfo) {
        info = responseInfo;
        return this;
    }

    @Override
    public CompletionStage<Reply> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var part = new byte[Math.min(buffer.remaining(), limit - bytes.length())];
            buffer.get(part);
            bytes.write(part);
            if (buffer.hasRemaining()) {
                subscription.cancel();
                body.complete(reply(false));
                return;
            }
        }
    }

    @Override
    public synchronized void onError(Throwable error) {
        body.complete(reply(false));
    }

    @Override
    public synchronized void onComplete() {
        body.complete(reply(true));
    }

    private Reply reply(boolean whole) {
        var copy = new byte[bytes.length()];
        System.arraycopy(bytes.array(), 0, copy, 0, copy.length);
        return new Reply(info.statusCode(), info.headers(), copy, whole);
    }
}
