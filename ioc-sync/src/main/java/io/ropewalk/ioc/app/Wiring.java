package io.ropewalk.ioc.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.ioc.actions.http.ActionResource;
import io.ropewalk.ioc.config.IocConfig;
import io.ropewalk.ioc.config.OpenCtiConfig;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.json.JsonStixReader;
import io.ropewalk.ioc.intake.Intake;
import io.ropewalk.ioc.intake.Sweep;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.jdbc.JdbcLedger;
import io.ropewalk.ioc.mirror.TenantWriter;
import io.ropewalk.ioc.mirror.falcon.ClientIocs;
import io.ropewalk.ioc.opencti.StreamSession;
import io.ropewalk.ioc.opencti.http.GraphQlOpenCti;
import io.ropewalk.ioc.opencti.http.HttpStreamOpener;
import io.ropewalk.ioc.opencti.http.Server;
import io.ropewalk.ioc.reconcile.Reconciler;
import io.ropewalk.ioc.sync.Mirror;
import io.ropewalk.ioc.sync.MirrorDesk;
import io.ropewalk.ioc.sync.TenantWork;
import io.ropewalk.ioc.sync.http.MirrorResource;
import io.ropewalk.ioc.sync.metrics.IocMetrics;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts and puts them together. */
final class Wiring {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int FRAMES = 500;

    /** The mirror, where OpenCTI is configured. */
    record Configured(Optional<Mirror> mirror, Optional<MirrorDesk> desk) {}

    @Produces
    @Singleton
    IocMetrics metrics(MeterRegistry registry) {
        return new IocMetrics(registry);
    }

    /** In Kubernetes the pod's name leads, so that a person can tell who is meant. */
    @Produces
    @Singleton
    JdbcLedger ledger(StateDatabase database, IocConfig ioc, Clock clock) {
        String host = System.getenv().getOrDefault("HOSTNAME", "local");
        String owner = host + "-" + UUID.randomUUID().toString().substring(0, 8);
        return JdbcLedger.over(database, StartCheck.tenants(ioc), owner, clock);
    }

    @Produces
    @Singleton
    JsonStixReader stix(ObjectMapper json) {
        return new JsonStixReader(json);
    }

    @Produces
    @Singleton
    Configured configured(Parts parts, OpenCtiConfig openCti) {
        if (openCti.url().isEmpty()) {
            return new Configured(Optional.empty(), Optional.empty());
        }
        Mirror mirror = parts.mirror();
        return new Configured(
                Optional.of(mirror),
                Optional.of(new MirrorDesk(mirror, parts.ledger(), parts.clock())));
    }

    @Produces
    @Singleton
    MirrorResource.Mirrored mirrored(Configured configured) {
        return new MirrorResource.Mirrored(configured.desk());
    }

    @Produces
    @Singleton
    Parts parts(
            JdbcLedger ledger,
            JsonStixReader stix,
            ActionResource.Customers customers,
            IocMetrics metrics,
            Settings settings,
            ObjectMapper json,
            Clock clock) {
        return new Parts(ledger, stix, customers, metrics, settings, json, clock);
    }

    @Produces
    @Singleton
    Settings settings(
            IocConfig ioc,
            OpenCtiConfig openCti,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        return new Settings(ioc, openCti, version);
    }

    /** All that is configured. */
    record Settings(IocConfig ioc, OpenCtiConfig openCti, String version) {}

    /** What the mirror is made of. */
    record Parts(
            Ledger ledger,
            JsonStixReader stix,
            ActionResource.Customers customers,
            IocMetrics metrics,
            Settings settings,
            ObjectMapper json,
            Clock clock) {

        Mirror mirror() {
            IocConfig ioc = settings.ioc();
            OpenCtiConfig openCti = settings.openCti();
            URI base = openCti.url().orElseThrow();
            var server =
                    new Server(
                            base,
                            StartCheck.token(openCti),
                            settings.version(),
                            CONNECT,
                            openCti.silenceLimit());
            var sweep = new Sweep(ledger, ioc.reconcileMaxDeletes());
            IocRule rule = rule(base);
            var intake = new Intake(stix, rule, ledger, sweep, metrics, clock);
            var session =
                    new StreamSession(
                            new HttpStreamOpener(server, openCti.streamId().orElseThrow()),
                            intake,
                            ledger,
                            new StreamSession.Settings(
                                    FRAMES,
                                    openCti.maxEventBytes(),
                                    openCti.backoffMin(),
                                    openCti.backoffMax()),
                            clock,
                            Thread::sleep);
            var known =
                    new GraphQlOpenCti(
                            server,
                            new GraphQlOpenCti.Connector(
                                    openCti.connectorId().orElseThrow(),
                                    openCti.connectorName(),
                                    openCti.connectorScope()),
                            json);
            return new Mirror(
                    ledger,
                    new Mirror.Stream(session, intake, sweep, known),
                    works(rule),
                    new Mirror.Settings(
                            ioc.leaseTtl(),
                            openCti.pingEvery(),
                            ioc.reconcileEvery().period(),
                            ioc.tombstones()),
                    clock);
        }

        private Map<String, TenantWork> works(IocRule rule) {
            return StartCheck.tenants(settings.ioc()).stream()
                    .collect(Collectors.toMap(it -> it, it -> work(it, rule)));
        }

        private TenantWork work(String tenant, IocRule rule) {
            IocConfig ioc = settings.ioc();
            var falcon = new ClientIocs(customers.of(tenant), ioc.batchSize());
            var writer =
                    new TenantWriter(
                            tenant,
                            ledger,
                            falcon,
                            new TenantWriter.Settings(
                                    ioc.source(), ioc.permanentDelete(), ioc.batchSize()),
                            metrics,
                            clock);
            var reconciler =
                    new Reconciler(
                            tenant,
                            ledger,
                            falcon,
                            new Reconciler.Settings(
                                    ioc.source(),
                                    ioc.permanentDelete(),
                                    ioc.reconcileMaxDeletes(),
                                    ioc.reconcileMaxShare()),
                            clock);
            return new TenantWork(tenant, ledger, writer, reconciler, rule, clock, Thread::sleep);
        }

        private IocRule rule(URI base) {
            IocConfig ioc = settings.ioc();
            String page =
                    base.toString().replaceAll("/+$", "") + "/dashboard/observations/indicators/";
            return new IocRule(
                    StartCheck.actions(ioc), StartCheck.scores(ioc), ioc.mobile(), page::concat);
        }
    }
}
