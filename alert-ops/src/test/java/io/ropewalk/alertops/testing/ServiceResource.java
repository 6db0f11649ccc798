package io.ropewalk.alertops.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the service needs from outside: a simulated Falcon, tokens for it, and a key for callers.
 */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
    public static final String FALCON = "test.falcon";

    /** Alerts of it are not closed. */
    public static final String PROTECTED_HASH = "ab".repeat(32);

    /** Port of the mailbox of soc@example.com (IMAP). */
    public static final String MAILBOX = "test.mailbox";

    private static final int HOSTS = 50;
    private static final int FEW_HOSTS = 20;
    private static final int SOME_HOSTS = 600;
    private static final int MANY_HOSTS = 10_000;

    private Simulator simulator;
    private AuthStandIn auth;
    private GreenMail mail;

    @Override
    public Map<String, String> start() {
        try {
            List<Tenant> tenants =
                    withMore(
                            tenant("acme", HOSTS),
                            tenant("other", HOSTS),
                            tenant("wide", MANY_HOSTS),
                            tenant("capped", 2 * HOSTS),
                            tenant("busy", HOSTS),
                            tenant("table", SOME_HOSTS),
                            tenant("bulk", SOME_HOSTS),
                            tenant("silent", HOSTS),
                            tenant("broken", HOSTS),
                            tenant("untold", FEW_HOSTS),
                            tenant("untoldhostless", FEW_HOSTS)
                                    .withScopes(Set.of("Alerts:read", "Alerts:write")),
                            tenant("govcloud", HOSTS).withCombined(false),
                            tenant("reading", HOSTS)
                                    .withScopes(Set.of("Hosts:read", "Alerts:read")),
                            tenant("blind", HOSTS).withScopes(Set.of("User management:read")));
            simulator = Simulator.start(Scenario.ofTenants(tenants));
            auth =
                    new AuthStandIn(
                            simulator.baseUri(),
                            tenants.stream().collect(Collectors.toMap(Tenant::name, Tenant::cid)));
            Path files = Files.createTempDirectory("ropewalk-alerts-");
            Issuer issuer = Issuer.withFreshKey();
            Map<String, String> config =
                    new HashMap<>(
                            Map.ofEntries(
                                    Map.entry("quarkus.oidc.public-key", issuer.publicKey()),
                                    Map.entry("test.private-key", issuer.privateKey()),
                                    Map.entry(
                                            "ropewalk.state.url",
                                            "jdbc:sqlite:" + files.resolve("state.db")),
                                    Map.entry("ropewalk.auth.url", auth.url()),
                                    Map.entry("ropewalk.auth.caller", "test"),
                                    Map.entry("ropewalk.auth.secret", "never-shown"),
                                    Map.entry("ropewalk.alerts.closure.batch", "50"),
                                    Map.entry(
                                            "ropewalk.alerts.closure.tenants.capped.mail-to",
                                            "soc@example.com"),
                                    Map.entry("ropewalk.guards.policies-max-per-day", "100000"),
                                    Map.entry(FALCON, simulator.baseUri().toString()),
                                    Map.entry("ropewalk.guards.alerts-max-per-hour", "1000000"),
                                    Map.entry("ropewalk.guards.protected-hashes", PROTECTED_HASH)));
            config.putAll(mail(files));
            return config;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Besides these so many that a question about all of them takes more than one round. */
    private static List<Tenant> withMore(Tenant... tenants) {
        List<Tenant> all = new ArrayList<>(List.of(tenants));
        for (char letter = 'a'; letter <= 'z'; letter++) {
            all.add(tenant("zone" + letter, FEW_HOSTS));
        }
        return all;
    }

    private Map<String, String> mail(Path files) {
        mail =
                new GreenMail(
                        new ServerSetup[] {
                            ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()
                        });
        mail.start();
        mail.setUser("soc@example.com", "soc@example.com", "soc");
        return Map.of(
                "quarkus.mailer.mock",
                "false",
                "quarkus.mailer.host",
                "127.0.0.1",
                "quarkus.mailer.port",
                Integer.toString(mail.getSmtp().getPort()),
                MAILBOX,
                Integer.toString(mail.getImap().getPort()),
                "ropewalk.alerts.reports.directory",
                files.resolve("reports").toString(),
                "ropewalk.alerts.reports.mail.allowed-domains",
                "example.com",
                "ropewalk.alerts.reports.mail.from",
                "ropewalk@example.com",
                "ropewalk.alerts.reports.mail.link",
                "https://alerts.example.com/",
                "ropewalk.alerts.reports.mail.retry-after",
                "1s");
    }

    private static Tenant tenant(String name, int hosts) {
        return Tenant.of(name, "client-" + name, "secret-" + name, hosts);
    }

    @Override
    public void stop() {
        mail.stop();
        auth.close();
        simulator.close();
    }
}
