package io.ropewalk.stream.feed.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes one socket. {@link java.net.HttpURLConnection} sends a GET a second time, on a connection
 * of its own, when the first one broke before the answer, and has no switch for that: so here it
 * gets no second connection. A session token opens one feed, and whether the vendor counts the
 * first request is not known.
 */
final class OneConnection extends SSLSocketFactory {
    private final SSLSocketFactory tls;
    private final AtomicBoolean made = new AtomicBoolean();

    OneConnection(SSLSocketFactory tls) {
        this.tls = Objects.requireNonNull(tls, "tls");
    }

    private SSLSocketFactory once() throws IOException {
        if (made.getAndSet(true)) {
            throw new IOException("The connection broke before the feed answered.");
        }
        return tls;
    }

    @Override
    public Socket createSocket() throws IOException {
        return once().createSocket();
    }

    @Override
    public Socket createSocket(Socket through, String host, int port, boolean autoClose)
            throws IOException {
        return once().createSocket(through, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return once().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        return once().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return once().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        return once().createSocket(host, port, from, fromPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }
}
