package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.CallTiming;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.hosts.HostsApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HostsOverTheWireTest {

    private static final String TWO_HOSTS =
            """
            {"meta":{"trace_id":"t-1","pagination":{"total":2,"offset":"x","next":"more"}},"errors":[],
             "resources":[{"device_id":"a1","cid":"c1","hostname":"one","platform_id":3},
                          {"device_id":"a2","cid":"c1","tags":null}]}\
            """;

    private final RawServer server = new RawServer();
    private FalconHttp http;
    private HostsApi hosts;

    @BeforeEach
    void opens() {
        opens(Duration.ofSeconds(60));
    }

    private void opens(Duration patience) {
        FalconHttpOptions options =
                FalconHttpOptions.defaults()
                        .withTimeouts(Duration.ofSeconds(10), patience)
                        .withMaxBodyBytes(20_000)
                        .withLimits(CallLimits.defaults().withRetries(0));
        CallTiming timing = new CallTiming(Clock.systemUTC(), _ -> {}, () -> 0.5);
        http = new FalconHttp(options, CallObserver.NONE, timing);
        hosts = http.hosts("acme", new FakeTokens(server.base()));
    }

    @AfterEach
    void closes() {
        http.close();
        server.close();
    }

    private void waitsOnly(Duration patience) {
        http.close();
        opens(patience);
    }

    private FalconResult<Page<Host>> page() {
        return page(Filter.NONE);
    }

    private FalconResult<Page<Host>> page(Filter filter) {
        return hosts.combined(filter, Optional.empty(), 2, CallClass.BACKGROUND);
    }

    private static Optional<FailureCategory> category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category);
    }

    @Test
    void readsAPage() {
        // Given
        server.repliesJson(200, TWO_HOSTS);
        // When
        FalconResult<Page<Host>> result = page();
        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        FalconResult.Ok.class, ok -> assertThat(ok.traceId()).isEqualTo("t-1"));
        Page<Host> page = ((FalconResult.Ok<Page<Host>>) result).value();
        assertThat(page.items()).extracting(Host::deviceId).containsExactly("a1", "a2");
        assertThat(page.items().getFirst().platformId()).isEqualTo("3");
        assertThat(page.next()).contains("more");
        assertThat(page.total()).hasValue(2);
    }

    @Test
    void saysWhoItIs() {
        // Given
        server.repliesJson(200, TWO_HOSTS);
        // When
        page();
        // Then
        assertThat(server.requests().getFirst())
                .contains("uthorization: Bearer token-1\r\n")
                .contains("ser-Agent: ropewalk/")
                .doesNotContain("ser-Agent: ropewalk/unknown")
                .doesNotContain("filter=")
                .doesNotContain("offset=");
        assertThat(server.requestLine(0)).contains("limit=2").contains("sort=device_id.asc");
    }

    @Test
    void sendsAFilterSoThatItArrivesUnchanged() {
        // Given
        server.repliesJson(200, TWO_HOSTS);
        Filter filter =
                HostFields.HOSTNAME
                        .equalTo("100%27+a&b=c#d;{e} %2B%%zz ü €'\\/")
                        .and(HostFields.TAGS.in(List.of("x", "y")));
        // When
        page(filter);
        // Then
        String sent = server.queryParameter(0, "filter");
        assertThat(URLDecoder.decode(sent, StandardCharsets.UTF_8)).isEqualTo(filter.text());
        assertThat(sent).matches("[A-Za-z0-9%+._~*:/?@!$'(),;-]*");
    }

    @Test
    void sendsACursorSoThatItArrivesUnchanged() {
        // Given
        server.repliesJson(200, TWO_HOSTS);
        String cursor = "eyJ2Ijp7Mn0=/+%3D&limit=9";
        // When
        hosts.combined(Filter.NONE, Optional.of(cursor), 2, CallClass.BACKGROUND);
        // Then
        String sent = server.queryParameter(0, "offset");
        assertThat(URLDecoder.decode(sent, StandardCharsets.UTF_8)).isEqualTo(cursor);
        assertThat(server.queryParameter(0, "limit")).isEqualTo("2");
    }

    @Test
    void sendsIdsAsJson() {
        // Given
        server.repliesJson(200, TWO_HOSTS);
        // When
        hosts.details(List.of("a1", "a\"2"), CallClass.BACKGROUND);
        // Then
        assertThat(server.requests().getFirst())
                .startsWith("POST /devices/entities/devices/v2 ")
                .contains("ontent-Type: application/json")
                .endsWith("\r\n\r\n{\"ids\":[\"a1\",\"a\\\"2\"]}");
    }

    @Test
    void readsJsonUnderAnyContentType() {
        server.replies("200 OK", "text/plain; charset=utf-8", TWO_HOSTS);
        assertThat(page()).isInstanceOf(FalconResult.Ok.class);
        server.replies("200 OK", "what/even: is;;this", TWO_HOSTS);
        assertThat(page()).isInstanceOf(FalconResult.Ok.class);
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsANetworkFailure() {
        // Given
        server.repliesRaw("");
        // When, Then
        assertThat(category(page())).contains(FailureCategory.NETWORK);
    }

    @Test
    void aConnectionThatBreaksWithinTheAnswerIsANetworkFailure() {
        // Given
        server.repliesRaw("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + TWO_HOSTS);
        // When, Then
        assertThat(category(page())).contains(FailureCategory.NETWORK);
    }

    @Test
    void noAnswerInTimeIsATimeout() {
        // Given
        waitsOnly(Duration.ofMillis(700));
        server.repliesThenFallsSilent("");
        // When, Then
        assertThat(category(page())).contains(FailureCategory.TIMEOUT);
    }

    @Test
    void anAnswerThatStopsComingIsATimeout() {
        // Given
        waitsOnly(Duration.ofMillis(700));
        server.repliesThenFallsSilent(
                "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + TWO_HOSTS.substring(0, 80));
        // When, Then
        assertThat(category(page())).contains(FailureCategory.TIMEOUT);
    }

    @Test
    void aRequestOnAConnectionKeptFromEarlierHasTheWholePatience() {
        // Given a connection that was quiet for most of the patience
        waitsOnly(Duration.ofSeconds(4));
        server.repliesAndKeeps(Duration.ZERO, TWO_HOSTS);
        assertThat(page()).isInstanceOf(FalconResult.Ok.class);
        await().pollDelay(Duration.ofMillis(3_500)).until(() -> true);
        // When the next answer takes longer than what was left
        server.repliesAndKeeps(Duration.ofMillis(1_700), TWO_HOSTS);
        // Then
        assertThat(page()).isInstanceOf(FalconResult.Ok.class);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void bodiesThatCannotBeReadAreTheVendorsFault() {
        for (String body :
                List.of(
                        "",
                        "<html>Bad gateway</html>",
                        TWO_HOSTS.substring(0, 150),
                        TWO_HOSTS + "}",
                        "[]",
                        "null",
                        "{\"resources\":[\"" + "x".repeat(30_000) + "\"]}")) {
            server.repliesJson(200, body);
            assertThat(category(page())).as(body).contains(FailureCategory.VENDOR_DOWN);
        }
    }

    @Test
    void aRefusedConnectionIsANetworkFailure() throws IOException {
        // Given a port that is taken, so that nobody else may listen there, and not listened on
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI base = URI.create("http://127.0.0.1:" + taken.getLocalPort());
            HostsApi nobody = http.hosts("acme", new FakeTokens(base));
            // When
            FalconResult<Page<Host>> result =
                    nobody.combined(Filter.NONE, Optional.empty(), 1, CallClass.BACKGROUND);
            // Then
            assertThat(result.failure())
                    .contains(
                            FalconFailure.of(
                                    FailureCategory.NETWORK,
                                    "Falcon's host refused the connection."));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        // Given
        server.replies(
                "308 Permanent Redirect", "text/plain", "", "Location: " + server.base() + "/x");
        server.repliesJson(401, "{}");
        // When
        FalconResult<Page<Host>> result = page();
        // Then
        assertThat(category(result)).contains(FailureCategory.AUTH);
        assertThat(server.requests()).noneMatch(request -> request.startsWith("GET /x"));
    }

    @Test
    void statusesBecomeCategories() {
        String body = "{\"errors\":[{\"code\":1,\"message\":\"no\\u0000pe\"}],\"resources\":null}";
        server.repliesJson(403, body);
        FalconFailure why = page().failure().orElseThrow();
        assertThat(why.category()).isEqualTo(FailureCategory.SCOPE_MISSING);
        assertThat(why.missingScope()).contains("Hosts: read");
        assertThat(why.message()).endsWith("Falcon says: no pe");
        server.replies("502 Bad Gateway", "text/html", "<html>");
        assertThat(category(page())).contains(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void anInterruptEndsTheCallAndStaysSet() throws Exception {
        // Given
        server.repliesThenFallsSilent("");
        CompletableFuture<FalconResult<Page<Host>>> result = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            result.complete(page());
                            flag.complete(Thread.currentThread().isInterrupted());
                        });
        await().until(() -> !server.requests().isEmpty());
        // When
        caller.interrupt();
        // Then
        assertThat(result.get(10, TimeUnit.SECONDS).failure().map(FalconFailure::message))
                .contains("The call was cancelled.");
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyVirtualThreadsMayCallAtOnce() throws Exception {
        // Given
        int callers = 200;
        for (int i = 0; i < callers; i++) {
            server.repliesJson(200, TWO_HOSTS);
        }
        // When, with the patience a busy machine needs
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                FalconHttp patient =
                        new FalconHttp(
                                FalconHttpOptions.defaults(),
                                CallObserver.NONE,
                                Clock.systemUTC())) {
            hosts = patient.hosts("acme", new FakeTokens(server.base()));
            var futures = executor.invokeAll(Collections.nCopies(callers, this::page));
            // Then
            for (var future : futures) {
                assertThat(future.get()).isInstanceOf(FalconResult.Ok.class);
            }
        }
    }
}
