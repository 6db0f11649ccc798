package io.ropewalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.options.ColorScheme;
import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Chromium;
import io.ropewalk.system.run.Node;
import io.ropewalk.system.run.Screen;
import io.ropewalk.system.run.Suite;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A packaged alert-ops and a browser of this machine. Skipped where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageRig {
    static final String HASH = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";
    static final int OF_THE_HASH = 120;
    static final int WIDE = 1200;
    private static final int ALERTS = 600;

    Suite suite;
    AlertOps alertOps;
    AlertOps.Replica replica;
    private Chromium browser;
    private String axe = "";

    @BeforeAll
    final void start(@TempDir Path folder) {
        Optional<Path> installed = Chromium.installed();
        assumeThat(installed)
                .as("there is no chromium, chromium-browser or google-chrome on the path")
                .isPresent();
        Node node = Node.with(Repository.root().resolve("system-tests/src/test/axe"));
        axe = node.missing().isEmpty() ? node.installed("axe-core/axe.min.js") : "";
        suite = new Suite(folder);
        suite.startSimulator(20);
        suite.startAuth(Map.of());
        alertOps =
                new AlertOps(
                        suite,
                        Map.of(
                                "ROPEWALK_ALERTS_CLOSURE_BATCH",
                                "10",
                                "ROPEWALK_ALERTS_CLOSURE_RECENT",
                                "0s",
                                "ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE",
                                String.valueOf(OF_THE_HASH),
                                "ROPEWALK_GUARDS_ALERTS_MAX_PER_HOUR",
                                "100000",
                                "ROPEWALK_ALERTS_PAGE_LOOK_EVERY",
                                "1s",
                                "ROPEWALK_ALERTS_PAGE_SERVICES_AUTH_SERVICE",
                                suite.authManagement().url(""),
                                "ROPEWALK_ALERTS_PAGE_SERVICES_IOC_SYNC",
                                "http://127.0.0.1:1"));
        replica = alertOps.start();
        browser = Chromium.start(installed.get());
    }

    @AfterAll
    final void stop() {
        if (browser != null) {
            browser.close();
        }
        if (suite != null) {
            suite.close();
        }
    }

    @BeforeEach
    final void seed() {
        seed(OF_THE_HASH);
    }

    @AfterEach
    final void nothingFailedInTheBrowser() {
        suite.simulated().clearFaults();
        assertThat(browser.complaints()).isEmpty();
    }

    final void seed(int planted) {
        suite.simulated()
                .alerts(
                        "{\"clear\":true,\"seed\":{\"count\":%d,\"span\":\"240h\",\"sha256\":\"%s\",\"planted\":%d}}"
                                .formatted(ALERTS, HASH, planted));
    }

    final Screen screen(int width, ColorScheme scheme) {
        return new Screen(browser.page(width, scheme), axe);
    }

    final String home() {
        return replica.open().url("/");
    }

    final String token(String person, String role) {
        return suite.jwt().tokenOf(person, role);
    }
}
