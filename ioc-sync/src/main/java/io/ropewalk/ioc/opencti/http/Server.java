package io.ropewalk.ioc.opencti.http;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where OpenCTI is, and the right to ask it.
 *
 * @param base without a slash at the end
 * @param token never shown
 * @param version of this service, for the User-Agent
 */
public record Server(URI base, String token, String version, Duration connect, Duration silence) {
    public Server {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(version, "version");
    }

    /** A connection that follows no redirects: the token is for this server. */
    HttpURLConnection open(String pathAndQuery) throws IOException {
        String place = base.toString().replaceAll("/+$", "") + pathAndQuery;
        var connection = (HttpURLConnection) URI.create(place).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(Math.toIntExact(connect.toMillis()));
        connection.setReadTimeout(Math.toIntExact(silence.toMillis()));
        connection.setUseCaches(false);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("User-Agent", "ropewalk-ioc-sync/" + version);
        return connection;
    }

    @Override
    public String toString() {
        return "Server[base=" + base + ", token=***]";
    }
}
