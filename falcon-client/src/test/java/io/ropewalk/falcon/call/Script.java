package io.ropewalk.falcon.call;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Envelope.Paging;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An exchange that plays prepared answers in order and remembers the tokens it was sent. */
public final class Script implements Exchange<String> {

    private final Deque<Exchange<String>> steps = new ArrayDeque<>();
    private final List<String> tokens = new ArrayList<>();

    public static Envelope<String> envelope(List<String> resources, ItemError... errors) {
        return new Envelope<>(resources, 0, List.of(errors), "body-trace", Paging.NONE);
    }

    public static ItemError error(int code, String message) {
        return new ItemError(code, message, Optional.empty());
    }

    public Script answers(int status, Envelope<String> body, Map<String, List<String>> headers) {
        steps.add(_ -> new Answer<>(status, AnswerHeaders.of(headers), Optional.of(body), 100));
        return this;
    }

    public Script answers(int status, Envelope<String> body) {
        return answers(status, body, Map.of());
    }

    public Script answers(int status) {
        return answers(status, Envelope.empty());
    }

    public Script unreadable(int status, long bytes) {
        steps.add(_ -> new Answer<>(status, AnswerHeaders.NONE, Optional.empty(), bytes));
        return this;
    }

    public Script fails(TransportException.Kind kind, boolean provenUnsent) {
        steps.add(_ -> {
            throw new TransportException(kind, provenUnsent, "It broke.", null);
        });
        return this;
    }

    @Override
    public Answer<String> send(FalconToken token) throws TransportException {
        tokens.add(token.value());
        return steps.remove().send(token);
    }

    /** One entry for each request, in order. */
    public List<String> tokens() {
        return tokens;
    }
}
