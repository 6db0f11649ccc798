package io.ropewalk.stream.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.simulator.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's API as its users reach it, and what its file sinks wrote. */
public final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Api() {}

    public static RequestSpecification as(String role) {
        return given().auth().oauth2(token(role)).contentType(ContentType.JSON);
    }

    /** A bearer token of somebody in this group. */
    public static String token(String role) {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return Issuer.ofPrivateKey(key).token(role);
    }

    public static String of(String tenant) {
        return "/v1/tenants/" + tenant;
    }

    /** The partitions of a tenant, by name. */
    public static JsonPath streams(String tenant) {
        return as("viewer")
                .get(of(tenant) + "/streams")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until a partition is as it should be, and returns it. */
    public static Map<String, Object> partition(
            String tenant, String name, Predicate<Map<String, Object>> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(tenant, name), it -> it != null && wanted.test(it));
    }

    private static Map<String, Object> find(String tenant, String name) {
        return streams(tenant).getMap("items.find { it.partition == '" + name + "' }");
    }

    public static boolean isCaughtUp(Map<String, Object> partition) {
        return partition.get("state").equals("open")
                && partition.get("committedOffset") != null
                && partition.get("committedOffset").equals(partition.get("readOffset"));
    }

    /** The lines a file sink has of a partition. */
    public static List<String> lines(String sink, String tenant, String partition) {
        Path file =
                Path.of(
                        ConfigProvider.getConfig().getValue(ServiceResource.FILES, String.class),
                        sink + "-" + tenant + "-" + partition + ".ndjson");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static List<String> linesOnce(int count, String sink, String tenant, String partition) {
        return await().atMost(PATIENCE)
                .until(() -> lines(sink, tenant, partition), it -> it.size() >= count);
    }
}
