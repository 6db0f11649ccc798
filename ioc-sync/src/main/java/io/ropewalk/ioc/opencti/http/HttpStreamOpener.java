package io.ropewalk.ioc.opencti.http;

import io.ropewalk.ioc.opencti.StreamOpener;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Opens a live stream. Dependencies are not asked for, deletions are. */
public final class HttpStreamOpener implements StreamOpener {
    private final Server server;
    private final String stream;

    /**
     * For one stream.
     *
     * @param stream the id of the collection
     */
    public HttpStreamOpener(Server server, String stream) {
        this.server = Objects.requireNonNull(server, "server");
        this.stream = Objects.requireNonNull(stream, "stream");
    }

    @Override
    public Answer open(Start start) throws IOException {
        String recover = start.recover().map(it -> "?recover=" + encoded(it)).orElse("");
        HttpURLConnection connection = server.open("/stream/" + encoded(stream) + recover);
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setRequestProperty("Cache-Control", "no-cache");
        connection.setRequestProperty("Last-Event-ID", start.from());
        connection.setRequestProperty("listen-delete", "true");
        connection.setRequestProperty("no-dependencies", "true");
        connection.setRequestProperty("with-inferences", "false");
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            String reason = Objects.requireNonNullElse(connection.getResponseMessage(), "");
            connection.disconnect();
            return new Answer.Refused(status, reason);
        }
        return new Answer.Open(connection.getInputStream());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
