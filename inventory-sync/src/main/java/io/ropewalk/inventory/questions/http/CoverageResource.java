package io.ropewalk.inventory.questions.http;

import io.ropewalk.inventory.questions.CloudInstance;
import io.ropewalk.inventory.questions.Coverage;
import io.ropewalk.inventory.questions.InstanceFilter;
import io.ropewalk.inventory.questions.InstanceKey;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of one tenant has a sensor, and how well it protects. */
@Path("/v1/tenants/{tenant}/coverage")
@Produces(MediaType.APPLICATION_JSON)
public class CoverageResource {
    private static final String QUESTION = "coverage";
    private static final Set<String> PROVIDERS = Set.of("aws", "gcp", "azure");

    private final Coverage coverage;
    private final Asking asking;

    public CoverageResource(Coverage coverage, Tenants tenants) {
        this.coverage = coverage;
        this.asking = new Asking(tenants);
    }

    /** Numbers, and the cloud instances without a sensor by pages. */
    @GET
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public CoverageAnswer coverage(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue(Asking.DEFAULT_LIMIT) String size,
            @QueryParam("after") String after,
            @Context UriInfo uri) {
        int limit = Asking.limit(size);
        Optional<InstanceKey> key =
                Cursor.read(QUESTION, 2, after)
                        .map(parts -> new InstanceKey(parts.getFirst(), parts.getLast()));
        InstanceFilter filter = filter(uri.getQueryParameters());
        return asking.about(
                tenant,
                asked -> {
                    List<CloudInstance> found =
                            coverage.withoutSensor(asked, filter, key, limit + 1);
                    List<CloudInstance> page = found.subList(0, Math.min(limit, found.size()));
                    return new CoverageAnswer(
                            key.isPresent() ? null : coverage.cloud(asked),
                            key.isPresent() ? null : coverage.hosts(asked.tenant()),
                            page,
                            found.size() > limit ? next(page.getLast()) : null);
                });
    }

    private static String next(CloudInstance last) {
        return Cursor.write(QUESTION, last.provider(), last.id());
    }

    private static InstanceFilter filter(MultivaluedMap<String, String> query) {
        Optional<String> provider = Optional.ofNullable(query.getFirst("provider"));
        if (provider.filter(word -> !PROVIDERS.contains(word)).isPresent()) {
            throw Asking.wrong("provider is aws, gcp or azure.");
        }
        return new InstanceFilter(
                provider,
                Optional.ofNullable(query.getFirst("account")),
                Optional.ofNullable(query.getFirst("region")),
                Optional.ofNullable(query.getFirst("tag")).map(CoverageResource::tag));
    }

    private static InstanceFilter.Tag tag(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw Asking.wrong(
                    "tag is the key and the value of a cloud tag with = between, for example env=production.");
        }
        return new InstanceFilter.Tag(text.substring(0, equals), text.substring(equals + 1));
    }
}
