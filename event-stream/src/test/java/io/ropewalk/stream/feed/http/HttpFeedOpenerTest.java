package io.ropewalk.stream.feed.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.stream.feed.FeedOpener.Opened;
import io.ropewalk.stream.outbound.jdk.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks TLS, as the vendor's do. */
class HttpFeedOpenerTest {
    private final SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpFeedOpener opener =
            new HttpFeedOpener(Duration.ofSeconds(5), "test", Clock.systemUTC());
    private SSLServerSocket server;
    private volatile String answer = "";

    @BeforeEach
    void begin(@TempDir Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        var certificate = TestCertificate.of("localhost", directory);
        HttpsURLConnection.setDefaultSSLSocketFactory(trusting(certificate.pem()));
        server =
                (SSLServerSocket)
                        certificate
                                .server()
                                .getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void end() throws IOException {
        HttpsURLConnection.setDefaultSSLSocketFactory(usual);
        server.close();
    }

    private static SSLSocketFactory trusting(Path pem)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Reads each request to its end, says its answer, and closes. */
    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                requests.incrementAndGet();
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // The test is over, or the other side has gone.
            }
        }
    }

    private Opened open() throws IOException {
        URI url =
                URI.create("https://localhost:" + server.getLocalPort() + "/datafeed/v1/0?appId=a");
        return opener.open(url, "token", Duration.ofSeconds(5));
    }

    @Test
    void connectionThatBreaksBeforeTheAnswerIsNotMadeASecondTime() {
        // Given
        answer = "";

        // When, Then
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void eachOpeningHasAConnectionOfItsOwn() throws IOException {
        // Given
        answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
        open();

        // When
        Opened second = open();

        // Then
        assertThat(second).isInstanceOf(Opened.Connected.class);
        assertThat(requests).hasValue(2);
    }
}
