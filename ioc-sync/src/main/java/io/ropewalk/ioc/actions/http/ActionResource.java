package io.ropewalk.ioc.actions.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.falcon.fql.InvalidFilterValue;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.ioc.actions.BundlePush;
import io.ropewalk.ioc.actions.Draft;
import io.ropewalk.ioc.actions.IocActions;
import io.ropewalk.ioc.actions.IocReport;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.StixReader;
import io.ropewalk.ioc.indicator.Unreadable;
import io.ropewalk.kit.problem.HeapRoom;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;

/** IOCs by hand. Bodies are read as text, and strictly; {@code Content-Type} does not matter. */
@Path("/v1/tenants/{tenant}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ActionResource {
    private static final Map<String, List<String>> DESKTOP =
            Map.of("platforms", List.of("windows", "mac", "linux"));
    private static final String[] ONE = {
        "value",
        "type",
        "severity",
        "source",
        "description",
        "expiration",
        "platforms",
        "tags",
        "host_groups",
        "applied_globally"
    };
    private static final int MAX_DAYS = 3650;

    /** By the vendor's description of the listing; any other is answered 500. */
    private static final List<String> SORTABLE =
            List.of(
                    "action",
                    "applied_globally",
                    "metadata.av_hits",
                    "metadata.company_name.raw",
                    "created_by",
                    "created_on",
                    "expiration",
                    "expired",
                    "metadata.filename.raw",
                    "modified_by",
                    "modified_on",
                    "metadata.original_filename.raw",
                    "metadata.product_name.raw",
                    "metadata.product_version",
                    "severity_number",
                    "source",
                    "type",
                    "value");

    /** A bundle is on the heap as text, as a tree, as STIX objects and as drafts of IOCs. */
    private static final long PUSHED = 10;

    private static final Pattern SORT =
            Pattern.compile(
                    "(%s)[.|](asc|desc)"
                            .formatted(
                                    SORTABLE.stream()
                                            .map(Pattern::quote)
                                            .collect(Collectors.joining("|"))));

    private final Customers customers;
    private final StixReader stix;
    private final SecurityIdentity caller;
    private final ObjectMapper json;
    private final Clock clock;
    private final HeapRoom room;

    /** The IOCs of every customer, and the source that is the mirror's. */
    public interface Customers {
        IocsApi of(String tenant);

        String mirrorSource();

        /** Whether strangers register names below this one. */
        boolean isShared(String domain);
    }

    public ActionResource(
            Customers customers,
            StixReader stix,
            SecurityIdentity caller,
            ObjectMapper json,
            Clock clock,
            HeapRoom room) {
        this.customers = customers;
        this.stix = stix;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
        this.room = room;
    }

    /** What Falcon offers: which action for which type, platform and severity. */
    @POST
    @Path("/get_ioc_actions")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer offers(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Offers.class) String body) {
        Arguments asked = Arguments.read(json, body, "ids");
        return ActionAnswer.of(of(tenant).offers(asked.texts("ids", false)));
    }

    /** Indicators by id. */
    @POST
    @Path("/get_indicators")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer get(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.ById.class) String body) {
        Arguments asked = Arguments.read(json, body, "ids");
        return ActionAnswer.of(of(tenant).get(asked.texts("ids", true)));
    }

    /** Indicators by filter, a page at a time. */
    @POST
    @Path("/search_indicators")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer search(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Search.class) String body) {
        Arguments asked = Arguments.read(json, body, "filter", "sort", "limit", "offset", "after");
        Optional<String> after = asked.text("after");
        int offset = asked.number("offset", 0, 0, IocsApi.WINDOW);
        if (after.isPresent() && offset > 0) {
            throw Arguments.problem("Give offset or after, not both.");
        }
        IocsApi.From from = offset > 0 ? IocsApi.From.offset(offset) : IocsApi.From.cursor(after);
        IndicatorQuery query = query(asked.text("filter"), asked.text("sort"));
        IocActions.Found found =
                of(tenant).search(query, from, asked.number("limit", 100, 1, IocsApi.MAX_PAGE));
        return ActionAnswer.of(found.items(), found.next());
    }

    private static IndicatorQuery query(Optional<String> filter, Optional<String> sort) {
        sort.filter(it -> !SORT.matcher(it).matches())
                .ifPresent(it -> {
                    throw Arguments.problem(
                            "sort is a field and a direction, such as modified_on.desc; fields: "
                                    + String.join(", ", SORTABLE)
                                    + ".");
                });
        return new IndicatorQuery(
                filter.orElse(""), sort.orElse(IndicatorQuery.OLDEST_FIRST), Optional.empty());
    }

    /** A table of indicators, {@code csv} or {@code json}. */
    @POST
    @Path("/get_indicators_report")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer report(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Report.class) String body) {
        Arguments asked = Arguments.read(json, body, "report_format", "search");
        String format = asked.text("report_format").orElse("csv");
        if (!Set.of("csv", "json").contains(format)) {
            throw Arguments.problem("report_format is csv or json.");
        }
        JsonNode search = asked.object("search");
        IndicatorQuery query =
                query(
                        Optional.of(search.path("filter").asText("")),
                        Optional.of(search.path("sort").asText("")).filter(it -> !it.isEmpty()));
        IocReport.Rows rows = IocReport.read(customers.of(tenant), query);
        Object content =
                format.equals("csv") ? IocReport.csv(rows.indicators()) : rows.indicators();
        return new ActionAnswer(
                List.of(
                        new ActionAnswer.Item(
                                "report",
                                "done",
                                null,
                                null,
                                null,
                                new ActionAnswer.Report(
                                        format,
                                        rows.indicators().size(),
                                        rows.complete(),
                                        content))),
                null);
    }

    /** New indicators. */
    @POST
    @Path("/create_indicators")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer create(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Creation.class) String body) {
        Arguments asked = Arguments.read(json, body, "indicators");
        List<Draft> drafts = asked.drafts("indicators");
        guard(drafts);
        return ActionAnswer.of(
                of(tenant).create(drafts, asked.comment(), asked.flag("dryRun", false)));
    }

    /** Changes to indicators. */
    @POST
    @Path("/update_indicators")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer update(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Update.class) String body) {
        Arguments asked = Arguments.read(json, body, "indicators");
        List<Draft> drafts = asked.drafts("indicators");
        guard(drafts);
        return ActionAnswer.of(
                of(tenant).update(drafts, asked.comment(), asked.flag("dryRun", false)));
    }

    /** By ids; a filter is refused. */
    @POST
    @Path("/delete_indicators")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer delete(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Deletion.class) String body) {
        Arguments asked = Arguments.read(json, body, "ids");
        return ActionAnswer.of(
                of(tenant)
                        .delete(
                                asked.texts("ids", true),
                                asked.comment(),
                                asked.flag("dryRun", false)));
    }

    /** Blocks a hash; other types Falcon can only detect. */
    @POST
    @Path("/block_ioc")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer block(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.One.class) String body) {
        Arguments asked = Arguments.read(json, body, ONE);
        String type = asked.needed("type");
        if (!Set.of("md5", "sha256").contains(type)) {
            throw Arguments.problem(
                    "block_ioc takes md5 and sha256; Falcon cannot block other types, use"
                            + " monitor_ioc.");
        }
        return one(tenant, asked, Action.PREVENT);
    }

    /** Detects a value. */
    @POST
    @Path("/monitor_ioc")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer monitor(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.One.class) String body) {
        return one(tenant, Arguments.read(json, body, ONE), Action.DETECT);
    }

    private ActionAnswer one(String tenant, Arguments asked, Action action) {
        Draft draft = asked.whole(Map.of("action", action.word()), DESKTOP);
        guard(List.of(draft));
        return ActionAnswer.of(
                of(tenant).create(List.of(draft), asked.comment(), asked.flag("dryRun", false)));
    }

    /** Hashes of a STIX bundle, to be blocked. A dry run unless {@code dryRun} is false. */
    @POST
    @Path("/push_iocs_for_prevention")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer prevent(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Push.class) String body) {
        return push(tenant, body, Action.PREVENT);
    }

    /** Values of a STIX bundle, to be detected. A dry run unless {@code dryRun} is false. */
    @POST
    @Path("/push_iocs_for_detection")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer detect(
            @PathParam("tenant") String tenant,
            @RequestBodySchema(ActionBodies.Push.class) String body) {
        return push(tenant, body, Action.DETECT);
    }

    private ActionAnswer push(String tenant, String body, Action action) {
        try (var _ = room.take(body == null ? 0 : body.length() * PUSHED)) {
            return pushed(tenant, body, action);
        }
    }

    private ActionAnswer pushed(String tenant, String body, Action action) {
        Arguments asked =
                Arguments.read(json, body, "bundle", "source", "valid_for", "sekoia_base_url");
        boolean dryRun = asked.flag("dryRun", true);
        if (!dryRun && !caller.hasRole(ApiSecurity.ADMIN)) {
            throw forbidden("A push reaches every host; it takes the role admin.");
        }
        String source = asked.needed("source");
        notTheMirrors(source);
        try {
            var _ = IndicatorFields.SOURCE.equalTo(source);
        } catch (InvalidFilterValue unusable) {
            throw Arguments.problem("source cannot be used: " + unusable.getMessage() + ".");
        }
        int days = asked.number("valid_for", 0, 0, MAX_DAYS);
        String links =
                asked.text("sekoia_base_url")
                        .map(it -> it.replaceAll("/+$", "") + "/intelligence/objects/")
                        .orElse("");
        try {
            var order =
                    new BundlePush.Order(
                            stix.bundle(asked.bundle()),
                            action,
                            source,
                            days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
                            links,
                            dryRun);
            return ActionAnswer.of(
                    new BundlePush(of(tenant), customers::isShared, clock).push(order));
        } catch (Unreadable broken) {
            throw Arguments.problem("bundle cannot be read: " + broken.getMessage() + ".");
        }
    }

    /** What is marked so is the mirror's to remove. */
    private void notTheMirrors(String source) {
        if (source.equals(customers.mirrorSource())) {
            throw Arguments.problem("source is the mirror's own; give another.");
        }
    }

    private void guard(List<Draft> drafts) {
        drafts.forEach(it -> notTheMirrors(it.text("source")));
        if (drafts.stream().anyMatch(Draft::isDangerous) && !caller.hasRole(ApiSecurity.ADMIN)) {
            throw forbidden(
                    "allow, and applied_globally, take the role admin; name host_groups instead.");
        }
    }

    private static ProblemException forbidden(String why) {
        return new ProblemException(Problem.of(403, "auth", why));
    }

    private IocActions of(String tenant) {
        return new IocActions(customers.of(tenant), clock);
    }
}
