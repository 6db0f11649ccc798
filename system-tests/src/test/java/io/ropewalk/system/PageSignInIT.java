package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Issuer;
import io.ropewalk.system.run.Screen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may use the page, and what stays of them in the browser. */
class PageSignInIT extends PageRig {
    private static final String CLIENT_SECRET = "a-secret-of-more-than-32-characters-for-the-page";

    @Test
    void whatIsTypedOutlivesTheToken() {
        // Given
        Screen screen = screen(WIDE, ColorScheme.LIGHT).signIn(home(), token("ann", "responder"));
        screen.page().navigate(home() + "#/acme/closures/new");
        screen.heading("New closure");
        screen.at("input[value=filter]").check();
        screen.at("#filter-filename").fill("updater.exe");
        screen.at("#reason").fill("CHG-42");
        // When
        screen.page()
                .route(
                        "**/v1/tenants/acme/closures",
                        route ->
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setStatus(401)
                                                .setContentType("application/problem+json")
                                                .setBody("{\"category\":\"auth\"}")));
        screen.button("Preview").click();
        screen.heading("Sign in");
        screen.at("#token").fill(token("ann", "responder"));
        screen.button("Sign in").click();
        // Then
        screen.heading("New closure");
        screen.shows(screen.at("#filter-filename")).hasValue("updater.exe");
        screen.shows(screen.at("#filter-filename")).isVisible();
        screen.shows(screen.at("#reason")).hasValue("CHG-42");
        // And nothing of it is anybody else's to see
        screen.button("Preview").click();
        screen.heading("Sign in");
        screen.at("#token").fill(token("ben", "responder"));
        screen.button("Sign in").click();
        screen.heading("New closure");
        screen.shows(screen.at("#reason")).hasValue("");
    }

    @Test
    void aPastedTokenIsKeptNowhere() {
        Screen screen = screen(WIDE, ColorScheme.LIGHT);
        screen.page().navigate(home());
        screen.at("#token").fill("nonsense");
        screen.button("Sign in").click();
        screen.shows(screen.at("[role=alert]")).isVisible();
        screen.isAccessible();
        screen.signIn(home(), token("ann", "viewer"));
        assertThat(screen.page().evaluate("() => localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
        assertThat(screen.page().context().cookies()).isEmpty();
        assertThat(screen.page().url()).doesNotContain("ey");
        screen.page().reload();
        screen.heading("Sign in");
    }

    @Test
    void peopleSignInAtTheirIssuerAndTheirSessionIsNoStrangersTool() {
        try (Issuer issuer = Issuer.start(suite.jwt(), CLIENT_SECRET)) {
            AlertOps.Replica guarded =
                    new AlertOps(
                                    suite,
                                    Map.of(
                                            "QUARKUS_OIDC_PUBLIC_KEY",
                                            "",
                                            "QUARKUS_OIDC_AUTH_SERVER_URL",
                                            issuer.url(),
                                            "ROPEWALK_ALERTS_PAGE_LOGIN",
                                            "on",
                                            "ROPEWALK_ALERTS_PAGE_CLIENT_ID",
                                            Issuer.CLIENT,
                                            "ROPEWALK_ALERTS_PAGE_CLIENT_SECRET",
                                            CLIENT_SECRET,
                                            "ROPEWALK_STATE_URL",
                                            "jdbc:sqlite:" + suite.state("signed-in")))
                            .start();
            Screen screen = screen(WIDE, ColorScheme.LIGHT);
            screen.page().navigate(guarded.open().url("/"));
            screen.heading("Sign in").isAccessible();
            // When
            screen.at("#login").click();
            // Then
            screen.heading("Overview");
            screen.shows(screen.at("#who")).containsText("Signed in as ann");
            List<Cookie> session =
                    screen.page().context().cookies().stream()
                            .filter(it -> it.name.startsWith("q_session"))
                            .toList();
            assertThat(session)
                    .isNotEmpty()
                    .allSatisfy(it -> {
                        assertThat(it.httpOnly).isTrue();
                        assertThat(it.secure).isTrue();
                        assertThat(it.sameSite).isEqualTo(SameSiteAttribute.LAX);
                    });
            strangersGetNowhere(guarded, session);
            // When
            screen.button("Sign out").click();
            // Then
            screen.heading("Sign in");
            assertThat(screen.page().context().cookies())
                    .noneMatch(it -> it.name.startsWith("q_session"));
            screen.page().reload();
            screen.heading("Sign in");
        }
    }

    /** The cookie reads, but writes only for our own page; and tokens count as before. */
    private void strangersGetNowhere(AlertOps.Replica guarded, List<Cookie> session) {
        String cookie =
                String.join("; ", session.stream().map(it -> it.name + "=" + it.value).toList());
        String own = guarded.open().url("");
        String path = AlertOps.TENANT + "/closures";
        var signedIn = guarded.open().with("Cookie", cookie);
        assertThat(signedIn.get("/v1/session").success().path("name").asText()).isEqualTo("ann");
        assertThat(signedIn.post(path, "{}").status()).isEqualTo(403);
        assertThat(signedIn.with("Origin", own).post(path, "{}").status()).isEqualTo(403);
        var marked = signedIn.with("X-Ropewalk-Page", "1");
        assertThat(marked.post(path, "{}").status()).isEqualTo(403);
        assertThat(marked.with("Origin", "http://evil.example").post(path, "{}").status())
                .isEqualTo(403);
        assertThat(marked.with("Origin", own).post(path, "{}").status()).isEqualTo(400);
        assertThat(guarded.open().with("Cookie", "q_session_page=x").get("/v1/session").status())
                .isEqualTo(401);
        assertThat(guarded.open().get("/v1/session").status()).isEqualTo(401);
    }
}
