package io.ropewalk.inventory.assets.sekoia;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetBatch;
import io.ropewalk.inventory.assets.AssetEvent;
import io.ropewalk.inventory.assets.AssetSink;
import io.ropewalk.inventory.assets.SinkAnswer;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Posts assets to Sekoia's asset API: {@code POST
 * /api/v2/asset-management/asset-connector/<connector>} with {@code {"version":1,"items":[..]}}.
 * Any 2xx means that all of them are there; the API says nothing about single ones. TLS is verified
 * and redirects are not followed. What the API answers is not read but for its status: it may
 * repeat what it was sent.
 */
public final class SekoiaSink implements AssetSink {
    private static final String AGENT = "ropewalk-inventory-sync";

    private final SekoiaSettings settings;
    private final Verdicts verdicts;
    private final HttpClient client;

    public SekoiaSink(SekoiaSettings settings, Clock clock) {
        this.settings = settings;
        this.verdicts = new Verdicts(settings.authority(), clock);
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.connectTimeout())
                        .build();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public SinkAnswer deliver(AssetBatch batch) throws InterruptedException {
        String items =
                batch.events().stream().map(AssetEvent::json).collect(Collectors.joining(","));
        HttpRequest request =
                HttpRequest.newBuilder(settings.endpoint())
                        .header("Authorization", "Bearer " + settings.apiKey())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .header("User-Agent", AGENT)
                        .POST(BodyPublishers.ofString("{\"version\":1,\"items\":[" + items + "]}"))
                        .build();
        return post(request);
    }

    private SinkAnswer post(HttpRequest request) throws InterruptedException {
        var call = client.sendAsync(request, BodyHandlers.discarding());
        try {
            // The client's own time limit ends with the answer's headers.
            HttpResponse<Void> answer =
                    call.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return verdicts.on(answer.statusCode(), answer.headers());
        } catch (TimeoutException _) {
            call.cancel(true);
            return Unavailable.because(
                    FailureCategory.TIMEOUT,
                    "%s did not answer within %d ms."
                            .formatted(settings.authority(), settings.timeout().toMillis()));
        } catch (ExecutionException failed) {
            return failed(failed.getCause());
        } catch (InterruptedException stop) {
            call.cancel(true);
            throw stop;
        }
    }

    private SinkAnswer failed(Throwable cause) {
        for (Throwable it = cause; it != null; it = it.getCause()) {
            if (it instanceof CertificateException) {
                return new SinkAnswer.Halted(
                        FailureCategory.NETWORK,
                        "The certificate of "
                                + settings.authority()
                                + " is not trusted or is for another host: check url.");
            }
        }
        String what = cause instanceof IOException ? cause.getClass().getSimpleName() : "a fault";
        return Unavailable.because(
                FailureCategory.NETWORK,
                "The exchange with " + settings.authority() + " failed (" + what + ").");
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            var _ = client.awaitTermination(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
