package io.ropewalk.system.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A replica of a service on ports of its own, and what a kubelet knows of it. */
public final class Pod {
    /** What a readiness probe waits for at most in {@code deploy/base/parts/service}. */
    private static final Duration PROBE = Duration.ofSeconds(3);

    /** What Prometheus waits for a scrape where nothing else is said. */
    private static final Duration SCRAPE = Duration.ofSeconds(10);

    private static final int LIVENESS_PROBES = 3;
    private static final int OK = 200;
    private static final int SILENT = -1;
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .connectTimeout(PROBE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    private final Kind kind;
    private final Service process;
    private final int port;
    private final int management;
    private volatile boolean ending;
    private volatile boolean ready;

    Pod(Kind kind, Service process, int port, int management) {
        this.kind = kind;
        this.process = process;
        this.port = port;
        this.management = management;
    }

    /** What it answers on its management port; empty when nothing came. */
    public String asked(String path) {
        HttpResponse<String> answer = send(path, SCRAPE);
        return answer == null || answer.statusCode() != OK ? "" : answer.body();
    }

    /** The status of its management port; -1 when nothing came. */
    public int status(String path) {
        HttpResponse<String> answer = send(path, PROBE);
        return answer == null ? SILENT : answer.statusCode();
    }

    private HttpResponse<String> send(String path, Duration patience) {
        var uri = URI.create("http://127.0.0.1:" + management + path);
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri).timeout(patience).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What a kubelet does every few seconds. */
    void probe() {
        ready = process.isAlive() && saysReady() && !ending;
    }

    public boolean saysReady() {
        return status("/q/health/ready") == OK;
    }

    /** As a kubelet judges: of three probes one has to get through. */
    public boolean isLive() {
        for (int probe = 0; probe < LIVENESS_PROBES; probe++) {
            if (status("/q/health/live") == OK) {
                return true;
            }
        }
        return false;
    }

    /** It is to go: nobody sends anything there from now on. */
    void leave() {
        ending = true;
        ready = false;
    }

    /** Whether calls are sent to it, by the last probe. */
    public boolean isReady() {
        return ready;
    }

    /** Whether it was killed, told to end, or ended by itself. */
    public boolean isGone() {
        return ending || !process.isAlive();
    }

    public boolean isEnding() {
        return ending;
    }

    public Kind kind() {
        return kind;
    }

    public Service process() {
        return process;
    }

    /** Its API without a token. */
    public Api api() {
        return Api.at(port);
    }

    Api managed() {
        return Api.at(management);
    }

    int port() {
        return port;
    }

    @Override
    public String toString() {
        return process.name();
    }
}
