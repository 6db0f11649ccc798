package io.ropewalk.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * What OpenCTI's own connector does for an indicator: it searches for the value, then creates it,
 * and only then looks at the next one. Nothing else of it is here: no stream, no memory, and, where
 * it opens a connection for each call, one that is kept. So it is faster than the connector.
 */
record IocPeer(URI falcon, HttpClient http, ObjectMapper json) {
    private static final String INDICATORS = "/iocs/entities/indicators/v1";

    /** Creates so many indicators of its own; returns how many a second. */
    double perSecond(int indicators) throws IOException, InterruptedException {
        String token =
                json.readTree(
                                send(
                                        HttpRequest.newBuilder(falcon.resolve("/oauth2/token"))
                                                .header(
                                                        "Content-Type",
                                                        "application/x-www-form-urlencoded")
                                                .POST(
                                                        BodyPublishers.ofString(
                                                                "client_id=sim-client&client_secret=sim-secret"))))
                        .path("access_token")
                        .asText();
        long start = System.nanoTime();
        for (int i = 0; i < indicators; i++) {
            one(token, "peer-" + i + ".example");
        }
        return indicators / ((System.nanoTime() - start) / 1e9);
    }

    private void one(String token, String value) throws IOException, InterruptedException {
        String filter = "value:\"" + value + "\"+created_by:\"sim-client\"";
        String found =
                send(
                        authorized(
                                token,
                                "/iocs/queries/indicators/v1?filter="
                                        + URLEncoder.encode(filter, StandardCharsets.UTF_8)));
        if (!json.readTree(found).path("resources").isEmpty()) {
            throw new IOException("Falcon has " + value + " already");
        }
        String body =
                """
                {"comment":"IOC imported from OpenCTI","indicators":[{"type":"domain","value":"%s","action":"detect",\
                "mobile_action":"detect","severity":"high","platforms":["windows","mac","linux"],"tags":["seed"],\
                "description":"peer","source":"OpenCTI IOC","applied_globally":true}]}\
                """
                        .formatted(value);
        var _ =
                send(
                        authorized(token, INDICATORS)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder authorized(String token, String path) {
        return HttpRequest.newBuilder(falcon.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    answer.uri().getPath()
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return answer.body();
    }
}
