package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Screen;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * The page of the packaged alert-ops in the browser of this machine. Skipped where there is none.
 * {@code -Dscreenshot} writes the picture of the documentation.
 */
class PageIT extends PageRig {
    private static final String ALERTS_PATH = "/alerts/entities/alerts/v3";
    private static final int NARROW = 320;
    private static final String EVIL = "<img src=x onerror=\"document.title='broken'\">.exe";

    @Test
    void manyAlertsOfOneHashAreClosedAndTakenBack() throws IOException {
        // Given
        long writes = suite.simulated().writes(ALERTS_PATH);
        Screen screen = screen(WIDE, ColorScheme.LIGHT).signIn(home(), token("ann", "responder"));
        screen.shows(screen.at("svg.plot")).isVisible();
        screen.isAccessible();
        // When: the hash that causes most
        screen.part("Hashes");
        screen.shows(screen.at("#coverage")).containsText("600 alerts read of 600");
        screen.isAccessible();
        picture(screen);
        screen.at("#hashes-result tr", new Page.LocatorOptions().setHasText(HASH))
                .getByText("Close these")
                .click();
        screen.heading("New closure").isAccessible();
        preview(screen, HASH);
        screen.shows(screen.at("#total")).hasText(OF_THE_HASH + " alerts");
        screen.isAccessible();
        // Then: another number than that of the preview closes nothing
        confirm(screen, OF_THE_HASH + 1);
        screen.shows(screen.at("#count-wrong")).containsText("Nothing was written");
        screen.isAccessible();
        assertThat(suite.simulated().writes(ALERTS_PATH)).isEqualTo(writes);
        // When: it runs, slowly enough to be stopped
        slowly();
        confirm(screen, OF_THE_HASH);
        screen.heading("Closure");
        screen.at("#pause").click();
        screen.shows(screen.at("#state")).containsText("paused");
        screen.isAccessible();
        screen.at("#resume").click();
        suite.simulated().clearFaults();
        screen.shows(screen.at("#state")).containsText("succeeded");
        screen.shows(screen.at("#progress-words")).containsText("120 of 120");
        screen.isAccessible();
        assertThat(closedOfTheHash()).isEqualTo(OF_THE_HASH);
        Download report = screen.page().waitForDownload(screen.button("Download CSV")::click);
        assertThat(Files.readAllLines(report.path()).stream().filter(it -> it.startsWith("item,")))
                .hasSize(OF_THE_HASH);
        // When: it is taken back
        screen.button("Take back").click();
        screen.isAccessible();
        screen.at("#sure").click();
        screen.shows(screen.at("dl.facts")).containsText("Takes back");
        screen.shows(screen.at("#state")).containsText("succeeded");
        // Then
        assertThat(closedOfTheHash()).isZero();
        screen.part("Closures");
        screen.shows(screen.at("#closures-result tbody tr").first()).containsText("takes one back");
        screen.isAccessible();
        screen.part("Audit");
        screen.shows(screen.at("#audit-result")).containsText("ann");
        screen.isAccessible();
    }

    @Test
    void aLargeClosureTakesASecondPerson() {
        // Given
        seed(OF_THE_HASH + 1);
        Screen ann = screen(WIDE, ColorScheme.DARK).signIn(home(), token("ann", "responder"));
        ann.page().navigate(home() + "#/acme/closures/new");
        ann.heading("New closure");
        preview(ann, HASH);
        // When
        confirm(ann, OF_THE_HASH + 1);
        // Then
        ann.heading("Closure");
        ann.shows(ann.at("#state")).containsText("waits for a second person");
        ann.shows(ann.at("#approve")).hasCount(0);
        ann.isAccessible();
        // When
        Screen ben = screen(WIDE, ColorScheme.DARK).signIn(home(), token("ben", "responder"));
        ben.page().navigate(ann.page().url());
        ben.at("#approve").click();
        ben.at("#sure").click();
        // Then
        ben.shows(ben.at("#state")).containsText("succeeded");
        ann.shows(ann.at("#state")).containsText("succeeded");
    }

    @Test
    void itWorksByKeyboardAloneOnANarrowScreenInTheDarkAndWithoutEvents() {
        // Given: a proxy that lets no events through
        Screen screen = screen(NARROW, ColorScheme.DARK);
        screen.page().route("**/closures/*", PageIT::withoutEvents);
        screen.page().navigate(home());
        screen.heading("Sign in").isAccessible().fits();
        // When
        Page page = screen.page();
        screen.tabTo("#token");
        page.keyboard().type(token("ann", "responder"));
        page.keyboard().press("Enter");
        screen.heading("Overview").fits().isAccessible();
        screen.tabTo("nav a[href$='hashes']");
        page.keyboard().press("Enter");
        screen.heading("Hashes");
        screen.shows(screen.at("#coverage")).isVisible();
        screen.fits().isAccessible();
        screen.tabTo("[data-sort=hosts]");
        page.keyboard().press("Enter");
        screen.shows(screen.at("th[aria-sort=descending]")).containsText("Hosts");
        assertThat(page.evaluate("() => document.activeElement.dataset.sort")).isEqualTo("hosts");
        screen.tabTo("nav a[href$='closures']");
        page.keyboard().press("Enter");
        screen.heading("Closures").fits();
        screen.tabTo("#new-closure");
        page.keyboard().press("Enter");
        screen.heading("New closure").fits();
        screen.tabTo("#hash");
        page.keyboard().type(HASH);
        screen.tabTo("#reason");
        page.keyboard().type("CHG-42");
        page.keyboard().press("Enter");
        screen.shows(screen.at("#preview h2")).isFocused();
        screen.fits().isAccessible();
        // Critical ones are left out unless somebody says otherwise.
        String count = screen.at("#total").textContent().replaceAll("[^0-9]", "");
        screen.tabTo("#count");
        page.keyboard().type(count);
        page.keyboard().press("Enter");
        // Then
        screen.heading("Closure");
        screen.shows(screen.at("h1")).isFocused();
        screen.shows(screen.at("#state")).containsText("succeeded");
        screen.shows(screen.at("#status")).containsText(count + " closed");
        screen.fits().isAccessible();
        assertThat(closedOfTheHash()).isEqualTo(Long.parseLong(count)).isPositive();
    }

    @Test
    void aReportIsAskedForAndKeptByKeyboard() throws IOException {
        // Given
        Screen screen = screen(NARROW, ColorScheme.LIGHT).signIn(home(), token("ann", "responder"));
        Page page = screen.page();
        screen.tabTo("nav a[href$='reports']");
        page.keyboard().press("Enter");
        screen.heading("Reports").fits().isAccessible();
        // When: somebody nobody may write to
        screen.tabTo("#reports-recipients");
        page.keyboard().type("soc@elsewhere.example");
        page.keyboard().press("Enter");
        // Then
        screen.shows(screen.at("#reports-recipients-wrong")).containsText("mail");
        screen.shows(screen.at("#reports-recipients")).isFocused();
        screen.isAccessible();
        // When
        screen.at("#reports-recipients").fill("");
        page.keyboard().press("Enter");
        // Then
        screen.shows(screen.at("#reports-result tbody tr").first()).containsText("succeeded");
        screen.shows(screen.at("#status")).containsText("600 alerts read");
        screen.fits().isAccessible();
        // When
        screen.tabTo("button[id^=csv-]");
        Download csv = page.waitForDownload(() -> page.keyboard().press("Enter"));
        // Then
        assertThat(Files.readString(csv.path()))
                .startsWith("row,tenant,sha256")
                .contains("600 alerts read of 600", HASH);
        // And
        Screen vera = screen(WIDE, ColorScheme.DARK).signIn(home(), token("vera", "viewer"));
        vera.part("Reports");
        vera.shows(vera.at("#reports-result tbody tr").first()).containsText("ann");
        vera.shows(vera.at("#reports-recipients")).hasCount(0);
        vera.isAccessible();
    }

    @Test
    void whatAnAttackerNamesStaysText() {
        // Given
        suite.simulated()
                .alerts(
                        """
                        {"clear":true,"put":[{"composite_id":"%s","filename":"%s","display_name":"%s","sha256":"%s","status":"new","severity_name":"Low"}]}\
                        """
                                .formatted(oneAlert(), json(EVIL), json(EVIL), HASH));
        Screen screen = screen(WIDE, ColorScheme.LIGHT);
        screen.page()
                .route(
                        "**/v1/tenants",
                        route ->
                                route.fulfill(
                                        new Route.FulfillOptions()
                                                .setContentType("application/json")
                                                .setBody(
                                                        "{\"items\":[{\"name\":\"acme\"},{\"name\":\"%s\"}]}"
                                                                .formatted(
                                                                        json(EVIL + "\u202e")))));
        // When
        screen.signIn(home(), token("ann", "responder"));
        screen.shows(screen.at("#customers ~ ul")).containsText(EVIL + "\ufffd");
        screen.part("Hashes");
        // Then
        screen.shows(screen.at("#hashes-result")).containsText(EVIL);
        assertThat(screen.at("img").count()).isZero();
        screen.page().navigate(home() + "#/acme/closures/new");
        preview(screen, HASH);
        screen.shows(screen.at("#preview")).containsText(EVIL);
        assertThat(screen.at("img").count()).isZero();
        assertThat(screen.page().title()).startsWith("New closure");
    }

    @Test
    void statesAndFailuresSayWhatToDo() {
        // Given
        Screen screen = screen(WIDE, ColorScheme.LIGHT).signIn(home(), token("ann", "viewer"));
        // Then
        screen.shows(row(screen, "auth-service")).containsText("up");
        screen.shows(row(screen, "ioc-sync")).containsText("Nothing listens at its address.");
        screen.shows(row(screen, "event-stream")).containsText("not configured");
        // When
        suite.simulated().fault("/alerts/*", 0, "\"forever\"", "{\"type\":\"scope-missing\"}");
        screen.part("Hashes");
        // Then
        screen.shows(screen.at(".problem").first()).isVisible();
        screen.isAccessible();
        // When
        suite.simulated().clearFaults();
        screen.page().navigate(home() + "#/acme/closures/new");
        // Then
        screen.shows(screen.at("#viewer")).containsText("role responder");
        screen.shows(screen.at("#closure-form")).hasCount(0);
        screen.isAccessible();
        screen.part("Closures");
        screen.shows(screen.at("#new-closure")).hasCount(0);
    }

    private static void preview(Screen screen, String hash) {
        screen.at("#hash").fill(hash);
        screen.at("#reason").fill("CHG-42");
        screen.at("summary", new Page.LocatorOptions().setHasText("left out")).click();
        screen.at("input[value=critical]").check();
        screen.button("Preview").click();
    }

    private static void confirm(Screen screen, int count) {
        screen.at("#count").fill(String.valueOf(count));
        screen.button("Execute").click();
    }

    /** Each call takes a second. */
    private void slowly() {
        suite.simulated()
                .fault("/alerts/*", 0, "\"forever\"", "{\"type\":\"stall\",\"duration\":\"1s\"}");
    }

    private static void withoutEvents(Route route) {
        String accept = route.request().headers().getOrDefault("accept", "");
        if (accept.startsWith("text/event-stream")) {
            route.abort();
        } else {
            route.resume();
        }
    }

    private static com.microsoft.playwright.Locator row(Screen screen, String service) {
        return screen.at("tr", new Page.LocatorOptions().setHasText(service)).first();
    }

    private long closedOfTheHash() {
        return alertOps.as("viewer", replica)
                .get(AlertOps.TENANT + "/detections?limit=1000&days=30&status=closed&hash=" + HASH)
                .success()
                .path("items")
                .size();
    }

    private String oneAlert() {
        return suite.simulated().alerts(1).at("/items/0/composite_id").asText();
    }

    private static String json(String text) {
        return text.replace("\"", "\\\"");
    }

    private void picture(Screen screen) {
        if (System.getProperty("screenshot") != null) {
            screen.page()
                    .screenshot(
                            new Page.ScreenshotOptions()
                                    .setPath(Repository.root().resolve("docs/page.png")));
        }
    }
}
