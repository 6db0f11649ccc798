package io.ropewalk.stream.outbound.jdk;

import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.PostOutcome;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a call without a status came to. The texts of exceptions are not passed on. */
final class Failures {
    private Failures() {}

    static PostOutcome outcome(Throwable error, HttpTarget target) {
        var to = target.authority();
        if (has(error, CertificateException.class)
                || has(error, SSLPeerUnverifiedException.class)) {
            return new PostOutcome.Untrusted(
                    "The certificate of "
                            + to
                            + " is not trusted or is for another host: check url, or name its"
                            + " authority in ca-file.");
        }
        if (has(error, ConnectException.class) || has(error, HttpConnectTimeoutException.class)) {
            return new PostOutcome.Lost(connecting(error, to));
        }
        if (isLost(error)) {
            return new PostOutcome.Lost("The connection to " + to + " was lost.");
        }
        if (has(error, SSLHandshakeException.class) || isNoTls(error)) {
            return new PostOutcome.Untrusted(
                    to + " does not speak TLS as expected: check scheme and port of url.");
        }
        return new PostOutcome.Lost(
                "The exchange with " + to + " failed: " + error.getClass().getSimpleName() + ".");
    }

    private static String connecting(Throwable error, String to) {
        if (has(error, UnresolvedAddressException.class)
                || has(error, UnknownHostException.class)) {
            return "The name of " + to + " cannot be resolved.";
        }
        return has(error, HttpConnectTimeoutException.class)
                ? to + " did not accept a connection in time."
                : to + " refuses connections.";
    }

    // A handshake that a restarting receiver cuts off is an SSL exception too.
    private static boolean isLost(Throwable error) {
        return has(error, EOFException.class)
                || has(error, ClosedChannelException.class)
                || has(error, SocketException.class);
    }

    /** What Java says when plain HTTP answers on a TLS connection. */
    private static boolean isNoTls(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    && String.valueOf(cause.getMessage()).contains("SSL message")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
