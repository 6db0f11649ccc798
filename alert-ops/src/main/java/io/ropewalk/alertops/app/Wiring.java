package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.jdbc.JdbcAudit;
import io.ropewalk.alertops.audit.metrics.MeteredAudit;
import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.alertops.config.HostActionsConfig;
import io.ropewalk.alertops.desk.Desk;
import io.ropewalk.alertops.desk.jdbc.JdbcReceipts;
import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.alertops.guard.CapLimits;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.alertops.guard.PolicyGuard;
import io.ropewalk.alertops.guard.Usage;
import io.ropewalk.alertops.guard.jdbc.JdbcUsage;
import io.ropewalk.alertops.host.HostWatch;
import io.ropewalk.alertops.host.HostWriter;
import io.ropewalk.alertops.prevention.PolicyWrites;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.json.JsonRecords;
import io.ropewalk.falcon.call.Sleeper;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parts, put together. */
final class Wiring {

    @Produces
    @Singleton
    Sql sql(StateDatabase database) {
        return new Sql(
                database,
                _ ->
                        new Refused(
                                new Why.NoState(
                                        "The state database cannot be used; nothing was sent to"
                                                + " Falcon.")));
    }

    @Produces
    @Singleton
    Audit audit(Sql sql, ObjectMapper json, MeterRegistry registry) {
        return new MeteredAudit(new JdbcAudit(sql, json), registry);
    }

    @Produces
    @Singleton
    JdbcReceipts receipts(Sql sql, ObjectMapper json) {
        return new JdbcReceipts(sql, json);
    }

    @Produces
    @Singleton
    Usage usage(Sql sql) {
        return new JdbcUsage(sql);
    }

    @Produces
    @Singleton
    Desk desk(Audit audit, JdbcReceipts receipts, GuardsConfig guards) {
        return new Desk(audit, receipts, guards.writes() == GuardsConfig.Switch.OFF);
    }

    @Produces
    @Singleton
    Questions questions(Falcon falcon, Clock clock, Audit audit, Records records) {
        return new Questions(falcon, clock, audit, records);
    }

    @Produces
    @Singleton
    Caps caps(GuardsConfig guards, Usage usage) {
        return new Caps(
                Map.of(
                        Cap.CONTAIN,
                        new CapLimits(guards.containMaxPerRequest(), guards.containMaxPerHour()),
                        Cap.LIFT,
                        new CapLimits(guards.liftMaxPerRequest(), guards.liftMaxPerHour()),
                        Cap.HIDE,
                        new CapLimits(guards.hideMaxPerRequest(), guards.hideMaxPerHour()),
                        Cap.ALERTS,
                        new CapLimits(guards.alertsMaxPerRequest(), guards.alertsMaxPerHour()),
                        Cap.POLICIES,
                        new CapLimits(guards.policiesMaxPerRequest(), guards.policiesMaxPerDay())),
                usage);
    }

    @Produces
    @Singleton
    PolicyGuard policyGuard(GuardsConfig guards) {
        return new PolicyGuard(
                guards.protectedPolicies().orElse(List.of()), guards.policyMaxMembers());
    }

    @Produces
    @Singleton
    HostGuard hostGuard(GuardsConfig guards) {
        return new HostGuard(
                new HostGuard.Protected(
                        words(guards.protectedHosts()),
                        words(guards.protectedTags()),
                        words(guards.protectedGroups()),
                        words(guards.protectedProducts())));
    }

    private static Set<String> words(Optional<List<String>> list) {
        return Set.copyOf(list.orElse(List.of()));
    }

    @Produces
    @Singleton
    PolicyWrites policyWrites(Falcon falcon, PolicyGuard guard, Caps caps, Audit audit) {
        return new PolicyWrites(falcon, guard, caps, audit);
    }

    @Produces
    @Singleton
    Records records() {
        return new JsonRecords();
    }

    @Produces
    @Singleton
    @DefaultBean
    Sleeper sleeper() {
        return Sleeper.REAL;
    }

    @Produces
    @Singleton
    HostWriter hostWriter(Falcon falcon, Caps caps, HostGuard guard, HostWatch watch) {
        return new HostWriter(falcon, caps, guard, watch);
    }

    @Produces
    @Singleton
    HostWatch hostWatch(Clock clock, Sleeper sleeper, HostActionsConfig config) {
        return new HostWatch(clock, sleeper, config.lookEvery());
    }
}
