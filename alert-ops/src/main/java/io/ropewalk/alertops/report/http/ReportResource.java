package io.ropewalk.alertops.report.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.query.Arguments;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.report.Report;
import io.ropewalk.alertops.report.ReportDesk;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Rules;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Reports that are kept. That of one address is not shown under another. */
@Path("/v1/tenants/{tenant}/reports")
@APIResponse(
        responseCode = "default",
        description = "Nothing was done; category and detail say why, and what to do.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class ReportResource {
    private static final int USUAL = 20;
    private static final int MOST = 200;
    private static final String UUID =
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Parameter LIMIT =
            Parameter.number("limit", 1, MOST, "Most reports.", USUAL);
    private static final Parameter AFTER =
            Parameter.formed(
                    "after",
                    UUID,
                    "next of the answer before.",
                    "123e4567-e89b-12d3-a456-426614174000");

    private final SecurityIdentity identity;
    private final ReportDesk desk;
    private final ReportAnswers answers;
    private final Falcon falcon;

    ReportResource(
            SecurityIdentity identity, ReportDesk desk, ReportAnswers answers, Falcon falcon) {
        this.identity = identity;
        this.desk = desk;
        this.answers = answers;
        this.falcon = falcon;
    }

    /** Reports, without what is in them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(summary = "Reports", description = "The newest first, without what is in them.")
    @org.eclipse.microprofile.openapi.annotations.parameters.Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
    @org.eclipse.microprofile.openapi.annotations.parameters.Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "next of the answer before.",
            schema = @Schema(type = SchemaType.STRING))
    public ReportBodies.Page list(@PathParam("tenant") String tenant, @Context UriInfo uri) {
        Arguments in = Arguments.of(List.of(LIMIT, AFTER), uri.getQueryParameters());
        int limit = in.number(LIMIT).orElse(USUAL);
        List<Report> found = desk.list(tenant, in.one(AFTER), limit + 1, Callers.of(identity));
        if (found.isEmpty()) {
            known(tenant);
        }
        List<Report> page = found.subList(0, Math.min(limit, found.size()));
        return new ReportBodies.Page(
                page.stream().map(ReportBodies.Shown::of).toList(),
                found.size() > limit ? page.getLast().id() : null);
    }

    /** Has one made. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Have a report made",
            description =
                    "It is made in the background; ask at Location how far it came. Recipients get"
                            + " a mail with counts and coverage when it has ended.")
    @APIResponse(
            responseCode = "202",
            description = "It waits to be made.",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ReportBodies.Shown.class)))
    public Response order(
            @PathParam("tenant") String tenant, ReportBodies.Order body, @Context UriInfo uri) {
        Rules.checked(body);
        known(tenant);
        ReportDesk.Wanted wanted =
                new ReportDesk.Wanted(
                        tenant,
                        body.kind(),
                        body.filters() == null ? Map.of() : body.filters(),
                        body.recipients() == null ? List.of() : body.recipients());
        String id = desk.order(wanted, Callers.of(identity));
        return Response.accepted(ReportBodies.Shown.of(found(tenant, id)))
                .location(uri.getAbsolutePathBuilder().path(id).build())
                .build();
    }

    /** One report. */
    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, ReportFormat.CSV_TYPE, ReportFormat.MARKDOWN_TYPE})
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "A report",
            description =
                    "In JSON with how far it came. In CSV and Markdown, by Accept or format, what it"
                            + " came to: 409 before its end, and where it failed.")
    @org.eclipse.microprofile.openapi.annotations.parameters.Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "csv", "markdown"}))
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ReportBodies.Shown.class)),
                @Content(mediaType = ReportFormat.CSV_TYPE),
                @Content(mediaType = ReportFormat.MARKDOWN_TYPE)
            })
    public Response report(
            @PathParam("tenant") String tenant,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Arguments in = Arguments.of(List.of(ReportFormat.PARAMETER), uri.getQueryParameters());
        ReportFormat format = ReportFormat.of(in, headers.getAcceptableMediaTypes());
        Report report = found(tenant, id);
        return format == ReportFormat.JSON
                ? Response.ok(ReportBodies.Shown.of(report), format.type()).build()
                : answers.of(report.document().orElseThrow(() -> nothing(report)), format);
    }

    /** A customer that is none would have a report for ever, which says only that it failed. */
    private void known(String tenant) {
        if (!tenant.equals(Tenants.ALL)) {
            Tenants.known(Tenants.named(tenant, falcon), falcon, _ -> false);
        }
    }

    private Report found(String tenant, String id) {
        Optional<Report> report =
                id.matches(UUID) ? desk.find(tenant, id, Callers.of(identity)) : Optional.empty();
        return report.orElseThrow(() ->
                new ProblemException(
                        Problem.of(404, "not-found", "There is no such report at this address.")));
    }

    private static ProblemException nothing(Report report) {
        String words =
                report.state().ended()
                        ? "The report failed; ask for JSON to see why."
                        : "The report is not made yet; ask for JSON to see how far it came.";
        return new ProblemException(Problem.of(409, "conflict", words));
    }
}
