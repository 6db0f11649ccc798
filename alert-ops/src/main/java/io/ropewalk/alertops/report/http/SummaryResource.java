package io.ropewalk.alertops.report.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.query.Arguments;
import io.ropewalk.alertops.query.DetectionCriteria;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.report.HashAsked;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.HashSummaries;
import io.ropewalk.alertops.report.Trend;
import io.ropewalk.alertops.report.TrendBy;
import io.ropewalk.alertops.report.Trends;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts over all alerts, while somebody waits. {@code tenant} is one customer, several with commas
 * between, or {@code *}. Parameters and answers stand in the API's document from {@link
 * SummaryDescriptions}.
 */
@Path("/v1/tenants/{tenant}/reports")
@RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
public class SummaryResource {
    static final Parameter DAYS =
            Parameter.number("days", 1, Trends.MOST_DAYS, "So many days, today among them.", 30);
    static final Parameter BY =
            Parameter.word("by", TrendBy.words(), "What the alerts of a day are counted by.");

    private static final int USUAL_DAYS = 30;

    private final SecurityIdentity identity;
    private final HashSummaries summaries;
    private final Trends trends;
    private final Question<DetectionCriteria> detections;
    private final ReportAnswers answers;

    SummaryResource(
            SecurityIdentity identity,
            HashSummaries summaries,
            Trends trends,
            Questions questions,
            ReportAnswers answers) {
        this.identity = identity;
        this.summaries = summaries;
        this.trends = trends;
        this.detections = questions.detections();
        this.answers = answers;
    }

    static List<Parameter> parameters(Question<DetectionCriteria> detections) {
        List<Parameter> all = new ArrayList<>(HashAsked.parameters(detections));
        all.add(ReportFormat.PARAMETER);
        return all;
    }

    /** Which hashes cause the most alerts. */
    @GET
    @Path("/hashes")
    @Produces({MediaType.APPLICATION_JSON, ReportFormat.CSV_TYPE, ReportFormat.MARKDOWN_TYPE})
    @RunOnVirtualThread
    public Response hashes(
            @PathParam("tenant") String tenant,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Arguments in = Arguments.of(parameters(detections), uri.getQueryParameters());
        ReportFormat format = ReportFormat.of(in, headers.getAcceptableMediaTypes());
        HashReport report =
                summaries.ask(tenant, HashAsked.read(detections, in), Callers.of(identity));
        return answers.of(report, format);
    }

    /** How many alerts there were each day. */
    @GET
    @Path("/trend")
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Trend trend(@PathParam("tenant") String tenant, @Context UriInfo uri) {
        Arguments in = Arguments.of(List.of(DAYS, BY), uri.getQueryParameters());
        return trends.ask(
                tenant,
                in.number(DAYS).orElse(USUAL_DAYS),
                in.one(BY).map(TrendBy::of).orElse(TrendBy.SEVERITY),
                Callers.of(identity));
    }
}
