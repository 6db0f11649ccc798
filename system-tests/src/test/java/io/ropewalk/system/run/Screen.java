package io.ropewalk.system.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** The page of alert-ops as somebody in front of it uses it. */
public final class Screen {
    private static final double PATIENCE_MILLIS = 30_000;
    private static final int MOST_TABS = 80;

    /** What axe calls grave, with the places. */
    private static final String GRAVE =
            """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
              .filter(it => it.impact === 'serious' || it.impact === 'critical')
              .map(it => it.id + ': ' + it.nodes.map(node => node.html).slice(0, 3).join(' | '))\
            """;

    private final Page page;
    private final String axe;

    /**
     * @param axe source of axe-core; empty where it cannot be had, and nothing is looked for
     */
    public Screen(Page page, String axe) {
        this.page = page;
        this.axe = axe;
    }

    public Page page() {
        return page;
    }

    /** Signs in by a token at an alert-ops. */
    public Screen signIn(String address, String token) {
        page.navigate(address);
        page.locator("#token").fill(token);
        button("Sign in").click();
        heading("Overview");
        return this;
    }

    /** Waits for a view. */
    public Screen heading(String title) {
        shows(page.locator("h1")).hasText(title);
        return this;
    }

    /** Goes to a part by its link. */
    public Screen part(String title) {
        page.getByRole(AriaRole.NAVIGATION).getByText(title).click();
        return heading(title);
    }

    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator at(String selector) {
        return page.locator(selector);
    }

    /** One of several, by what it holds. */
    public Locator at(String selector, Page.LocatorOptions which) {
        return page.locator(selector, which);
    }

    /** Something that comes to be so, sooner or later. */
    public LocatorAssertions shows(Locator what) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return PlaywrightAssertions.assertThat(what);
    }

    /** Presses Tab until the focus is on what a selector names. */
    public Screen tabTo(String selector) {
        for (int pressed = 0; pressed < MOST_TABS; pressed++) {
            page.keyboard().press("Tab");
            boolean there =
                    (boolean)
                            page.evaluate(
                                    "it => document.activeElement !== null && document.activeElement.matches(it)",
                                    selector);
            if (there) {
                return this;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    /** Nothing of it shuts anybody out, as far as a program can tell. */
    public Screen isAccessible() {
        if (!axe.isEmpty()) {
            page.evaluate(axe + "\n;undefined");
            assertThat((List<?>) page.evaluate(GRAVE)).as("at " + page.url()).isEmpty();
        }
        return this;
    }

    /** Nothing is cut off, or to be scrolled to sideways. */
    public Screen fits() {
        assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                .as("width at " + page.url())
                .isLessThanOrEqualTo((int) page.evaluate("() => window.innerWidth"));
        return this;
    }
}
