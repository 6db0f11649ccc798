package io.ropewalk.auth.caller.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/**
 * Reads the issuer's key set. Asked rarely, so each time with a fresh client: a renewed certificate
 * authority or token file counts at once.
 *
 * @param authorities certificates to trust instead of the platform's, as PEM
 * @param tokenFile bearer token to show: a cluster gives its keys only to service accounts unless
 *     its administrator opened them
 */
public record JwksSource(URI uri, Optional<Path> authorities, Optional<Path> tokenFile)
        implements SimpleGet {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 512 * 1024;

    @Override
    public SimpleResponse get(String location) throws IOException {
        try (HttpClient client = client()) {
            var request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
            if (tokenFile.isPresent()) {
                String token = Files.readString(tokenFile.get()).strip();
                request.header("Authorization", "Bearer " + token);
            }
            return read(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading the key set", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate authorities cannot be used", e);
        }
    }

    private static Answer read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            if (response.statusCode() != 200 || body.length > MOST_BYTES) {
                throw new IOException("the key set was not given");
            }
            return new Answer(response, new String(body, StandardCharsets.UTF_8));
        }
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if (authorities.isPresent()) {
            builder.sslContext(trusting(authorities.get()));
        }
        return builder.build();
    }

    /** A context that trusts the certificates of this PEM file only. */
    public static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int number = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("no certificate in the file");
            }
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private record Answer(HttpResponse<InputStream> response, String body)
            implements SimpleResponse {
        @Override
        public int getStatusCode() {
            return response.statusCode();
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public Collection<String> getHeaderNames() {
            return response.headers().map().keySet();
        }

        @Override
        public List<String> getHeaderValues(String name) {
            return response.headers().allValues(name);
        }

        @Override
        public String getBody() {
            return body;
        }
    }
}
