package io.ropewalk.simulator.http;

/** The request is not HTTP/1.1 as this server reads it; answered with 400. */
public final class HttpFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HttpFormatException(String message) {
        super(message);
    }

    public HttpFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
