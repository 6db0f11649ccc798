package io.ropewalk.alertops.audit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who did what, for one customer. */
@Path("/v1/tenants/{tenant}/audit")
public class AuditResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final int LIMIT = 100;

    /** A line may hold ten thousand ids. */
    private static final int READ_AT_ONCE = 50;

    private final Audit audit;
    private final ObjectMapper json;

    AuditResource(Audit audit, ObjectMapper json) {
        this.audit = audit;
        this.json = json;
    }

    /** Lines of the audit, the newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Who did what",
            description =
                    "Lines of the audit, the newest first; as NDJSON all of them unless limit says how many.")
    public AuditLine.Page list(
            @PathParam("tenant") String tenant, @BeanParam AuditQuery query, @Context UriInfo uri) {
        AuditQuery.check(uri.getQueryParameters().keySet());
        int limit = query.limit(LIMIT);
        List<Audit.Line> found = audit.find(query.wanted(tenant, query.before(), limit + 1));
        List<Audit.Line> page = found.subList(0, Math.min(limit, found.size()));
        return new AuditLine.Page(
                page.stream().map(AuditLine::of).toList(),
                found.size() > limit ? AuditQuery.cursor(page.getLast().number()) : null);
    }

    /** The same as lines of JSON, all of them unless limit says how many. */
    @GET
    @Produces(NDJSON + ";qs=0.5")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Who did what",
            description =
                    "Lines of the audit, the newest first; as NDJSON all of them unless limit says how many.")
    public StreamingOutput export(
            @PathParam("tenant") String tenant, @BeanParam AuditQuery query, @Context UriInfo uri) {
        AuditQuery.check(uri.getQueryParameters().keySet());
        int limit = query.limit(Integer.MAX_VALUE);
        Audit.Wanted first = query.wanted(tenant, query.before(), Math.min(limit, READ_AT_ONCE));
        return out -> write(out, query, first, limit);
    }

    private void write(OutputStream out, AuditQuery query, Audit.Wanted first, int limit)
            throws IOException {
        int left = limit;
        Audit.Wanted wanted = first;
        while (left > 0) {
            List<Audit.Line> lines = audit.find(wanted);
            for (Audit.Line line : lines) {
                out.write(json.writeValueAsBytes(AuditLine.of(line)));
                out.write('\n');
            }
            left = lines.size() < wanted.limit() ? 0 : left - lines.size();
            if (left > 0) {
                wanted =
                        query.wanted(
                                first.tenant(),
                                Optional.of(lines.getLast().number()),
                                Math.min(left, READ_AT_ONCE));
            }
        }
    }

    /**
     * Reads the whole chain and says whether a line of it was changed. There is one chain for all
     * customers, so that none can be cut short alone.
     */
    @GET
    @Path("/verification")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Whether the audit is whole",
            description =
                    "Reads the whole chain, which is one for all customers, and says whether a line was changed.")
    public AuditLine.Verification verification(@PathParam("tenant") String tenant) {
        return AuditLine.Verification.of(audit.verify());
    }
}
