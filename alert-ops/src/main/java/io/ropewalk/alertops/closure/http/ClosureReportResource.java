package io.ropewalk.alertops.closure.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureCsv;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureMarkdown;
import io.ropewalk.alertops.closure.ClosureReport;
import io.ropewalk.alertops.closure.Closures;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** A closure as a file: what it was about, what became of each alert, who asked and approved. */
@Path("/v1/tenants/{tenant}/closures")
@RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
public class ClosureReportResource {
    /** How much of what was looked at it is about, where it might be overlooked. */
    private static final String COVERAGE = "X-Ropewalk-Coverage";

    private static final int AT_ONCE = 1_000;

    private final Closures closures;
    private final ObjectMapper json;
    private final Clock clock;

    ClosureReportResource(Closures closures, ObjectMapper json, Clock clock) {
        this.closures = closures;
        this.json = json;
        this.clock = clock;
    }

    @FunctionalInterface
    private interface Written {
        void to(Writer out) throws IOException;
    }

    /** The report, as it stands now. */
    @GET
    @Path("/{id}/report")
    @Produces({MediaType.APPLICATION_JSON, ClosureFormat.CSV_TYPE, ClosureFormat.MARKDOWN_TYPE})
    @RunOnVirtualThread
    @Operation(
            summary = "A closure as a report",
            description =
                    "What was looked at and left out, what became of each alert, when, who asked and"
                            + " who approved; in JSON, CSV or Markdown by Accept or format.")
    @APIResponse(
            responseCode = "200",
            description = "The closure and all its alerts, as they stand now.",
            content = @Content(schema = @Schema(implementation = ClosureAnswer.Report.class)))
    public Response report(
            @PathParam("tenant") String tenant,
            @PathParam("id") String id,
            @QueryParam("format") String format,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        ClosureCall.only(uri, "format");
        ClosureCall.one(tenant);
        ClosureFormat written = ClosureFormat.of(format, headers.getAcceptableMediaTypes());
        Closure closure = closures.get(tenant, id);
        ClosureReport report =
                new ClosureReport(closure, closures.counts(closure), clock.instant());
        ClosureReport.Items items =
                after -> closures.items(closure, Optional.empty(), AT_ONCE, after);
        StreamingOutput body =
                switch (written) {
                    case JSON -> out -> json(report, items, out);
                    case CSV -> stream(out -> ClosureCsv.report(report, items, out));
                    case MARKDOWN -> stream(out -> ClosureMarkdown.report(report, items, out));
                };
        return Response.ok(body, written.type()).header(COVERAGE, report.coverage()).build();
    }

    /** All the alerts of a closure as a file. */
    static Response csv(ClosureReport.Items items) {
        return Response.ok(stream(out -> ClosureCsv.items(items, out)), ClosureFormat.CSV.type())
                .build();
    }

    private static StreamingOutput stream(Written written) {
        return out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            written.to(writer);
            writer.flush();
        };
    }

    private void json(ClosureReport report, ClosureReport.Items items, OutputStream out)
            throws IOException {
        ObjectWriter values = json.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
        JsonGenerator writer = json.createGenerator(out);
        writer.writeStartObject();
        writer.writeStringField("at", report.at().toString());
        writer.writeStringField("coverage", report.coverage());
        writer.writeFieldName("closure");
        values.writeValue(writer, ClosureAnswer.of(report.closure(), report.counts(), report.at()));
        writer.writeArrayFieldStart("items");
        int after = -1;
        for (List<ClosureItem> some = items.next(after);
                !some.isEmpty();
                some = items.next(after)) {
            for (ClosureItem item : some) {
                values.writeValue(writer, ClosureAnswer.Item.of(item));
            }
            after = some.getLast().position();
        }
        writer.writeEndArray();
        writer.writeEndObject();
        writer.flush();
    }
}
