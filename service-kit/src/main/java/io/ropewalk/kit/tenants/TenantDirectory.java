package io.ropewalk.kit.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Which tenants this caller may work for, by auth-service's word. Calls block. */
public final class TenantDirectory {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final AuthClientConfig config;
    private final ObjectMapper json;

    public TenantDirectory(AuthClientConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
    }

    /**
     * Names of the tenants, in auth-service's order.
     *
     * @throws IOException when auth-service cannot be asked or refuses; never read as "no tenants"
     */
    public List<String> names() throws IOException {
        URI tenants =
                URI.create(
                        config.url().orElseThrow().toString().replaceAll("/+$", "")
                                + "/v1/tenants");
        var request =
                HttpRequest.newBuilder(tenants)
                        .timeout(PATIENCE)
                        .header("Accept", "application/json")
                        .header("Authorization", authorization())
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(
                            "auth-service answered the question for tenants with status "
                                    + answer.statusCode());
                }
                return read(json.readTree(body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking auth-service for tenants", e);
        }
    }

    private static List<String> read(JsonNode answer) throws IOException {
        JsonNode items = answer.path("items");
        if (!items.isArray()) {
            throw new IOException("auth-service's list of tenants has no items");
        }
        var names = new ArrayList<String>();
        items.forEach(item -> names.add(item.path("name").asText()));
        return List.copyOf(names);
    }

    private String authorization() throws IOException {
        if (config.tokenFile().isPresent()) {
            return "Bearer " + Files.readString(config.tokenFile().get()).strip();
        }
        String pair =
                form(config.caller().orElseThrow()) + ":" + form(config.secret().orElseThrow());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6749 2.3.1: both halves are form-encoded before they are joined. */
    private static String form(String value) {
        return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
