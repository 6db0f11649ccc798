package io.ropewalk.inventory.questions.http;

import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.HostProtection;
import io.ropewalk.inventory.questions.Hosts;
import io.ropewalk.inventory.questions.SeenKey;
import io.ropewalk.inventory.questions.SensorVersion;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which hosts of one tenant need a look. */
@Path("/v1/tenants/{tenant}/hosts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
public class HostsResource {
    private static final String OUTDATED = "outdated";
    private static final String STALE = "stale";
    private static final int MAX_DAYS = 3_650;
    private static final Pattern DAYS = Pattern.compile("\\d{1,4}");

    private final Hosts hosts;
    private final Asking asking;
    private final Clock clock;

    public HostsResource(Hosts hosts, Tenants tenants, Clock clock) {
        this.hosts = hosts;
        this.asking = new Asking(tenants);
        this.clock = clock;
    }

    /** Hosts whose sensor is older than a version, compared by number. */
    @GET
    @Path("/outdated")
    @RunOnVirtualThread
    public OutdatedAnswer outdated(
            @PathParam("tenant") String tenant,
            @QueryParam("below") String below,
            @QueryParam("platform") String platform,
            @QueryParam("limit") @DefaultValue(Asking.DEFAULT_LIMIT) String size,
            @QueryParam("after") String after) {
        SensorVersion version =
                SensorVersion.read(below)
                        .orElseThrow(() ->
                                Asking.wrong(
                                        "below is a sensor version of numbers with dots between, for example 7.20.0."));
        int limit = Asking.limit(size);
        Optional<String> last = Cursor.read(OUTDATED, 1, after).map(List::getFirst);
        return asking.about(
                tenant,
                asked -> {
                    var found = hosts.outdated(tenant, version, Optional.ofNullable(platform));
                    var lines =
                            hosts.with(
                                    tenant,
                                    found,
                                    Optional.ofNullable(platform),
                                    last.orElse(""),
                                    limit + 1);
                    return OutdatedAnswer.of(
                            last.isPresent() ? null : found,
                            new HostPage(lines, limit),
                            line -> Cursor.write(OUTDATED, line.id()));
                });
    }

    /** Hosts that were not seen for some days, longest unseen first. */
    @GET
    @Path("/stale")
    @RunOnVirtualThread
    public StaleAnswer stale(
            @PathParam("tenant") String tenant,
            @QueryParam("days") @DefaultValue("30") String days,
            @QueryParam("limit") @DefaultValue(Asking.DEFAULT_LIMIT) String size,
            @QueryParam("after") String after) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant since = now.minus(Duration.ofDays(days(days)));
        int limit = Asking.limit(size);
        Optional<SeenKey> last =
                Cursor.read(STALE, 2, after)
                        .map(parts -> new SeenKey(parts.getFirst(), parts.getLast()));
        return asking.about(
                tenant,
                asked ->
                        StaleAnswer.of(
                                last.isPresent() ? null : hosts.stale(tenant, since),
                                since,
                                new HostPage(hosts.unseen(tenant, since, last, limit + 1), limit),
                                line -> Cursor.write(STALE, line.lastSeen(), line.id())));
    }

    /** What protects one host, and who used it last. */
    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    public HostProtection host(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        return asking.about(
                tenant,
                asked ->
                        hosts.protection(tenant, id.toLowerCase(Locale.ROOT))
                                .orElseThrow(() ->
                                        Asking.problem(
                                                404,
                                                "not-found",
                                                "This tenant has no host of this id in the graph.")));
    }

    private static int days(String text) {
        int days = DAYS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (days < 1 || days > MAX_DAYS) {
            throw Asking.wrong("days is a number from 1 to " + MAX_DAYS + ".");
        }
        return days;
    }

    /** One more line than asked for tells whether there is another page. */
    record HostPage(List<HostLine> found, int limit) {
        List<HostLine> items() {
            return found.subList(0, Math.min(limit, found.size()));
        }

        Optional<HostLine> last() {
            return found.size() > limit ? Optional.of(items().getLast()) : Optional.empty();
        }
    }
}
