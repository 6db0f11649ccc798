package io.ropewalk.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What goes back to the client. The body is written when it is sent, so that a page of ten thousand
 * records never stands in memory as a whole.
 */
public record HttpAnswer(int status, List<Header> headers, Body body, Transfer transfer) {

    /** One header line. */
    public record Header(String name, String value) {}

    /** Writes the body; may be called more than once and then writes the same bytes. */
    @FunctionalInterface
    public interface Body {
        void writeTo(ByteSink sink);
    }

    /** No body: the answer says {@code Content-Length: 0}. */
    public static final Body EMPTY = _ -> {};

    public HttpAnswer {
        headers = List.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(transfer, "transfer");
    }

    public static HttpAnswer of(int status, String contentType, Body body) {
        return new HttpAnswer(
                status,
                List.of(new Header("Content-Type", contentType)),
                body,
                new Transfer.Whole());
    }

    public static HttpAnswer json(int status, Body body) {
        return of(status, "application/json", body);
    }

    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, List.of(), EMPTY, new Transfer.Whole());
    }

    public HttpAnswer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.removeIf(header -> header.name().equalsIgnoreCase(name));
        more.add(new Header(name, value));
        return new HttpAnswer(status, more, body, transfer);
    }

    public HttpAnswer with(Body other) {
        return new HttpAnswer(status, headers, other, transfer);
    }

    public HttpAnswer with(Transfer other) {
        return new HttpAnswer(status, headers, body, other);
    }
}
