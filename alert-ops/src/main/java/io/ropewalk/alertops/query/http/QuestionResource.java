package io.ropewalk.alertops.query.http;

import io.ropewalk.alertops.query.Questions;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The questions. {@code tenant} is one customer, several with commas between, or {@code *}. What
 * each can be narrowed by stands in the API's description, from {@link QuestionDescriptions}.
 */
@Path("/v1/tenants/{tenant}")
@Produces({MediaType.APPLICATION_JSON, Format.CSV_TYPE, Format.NDJSON_TYPE})
@RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
public class QuestionResource {
    private final Questions questions;
    private final Answers answers;

    QuestionResource(Questions questions, Answers answers) {
        this.questions = questions;
        this.answers = answers;
    }

    /** Alerts of every product. */
    @GET
    @Path("/detections")
    @RunOnVirtualThread
    public Response detections(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.detections());
    }

    /** The alerts of one aggregate: what behaviors were. */
    @GET
    @Path("/alerts")
    @RunOnVirtualThread
    public Response alerts(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.detections(), "aggregateId");
    }

    /** Hosts with a sensor. */
    @GET
    @Path("/hosts")
    @RunOnVirtualThread
    public Response hosts(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.hosts());
    }

    /** Custom indicators. */
    @GET
    @Path("/iocs")
    @RunOnVirtualThread
    public Response iocs(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.iocs());
    }

    /** Vulnerabilities on hosts. */
    @GET
    @Path("/vulnerabilities")
    @RunOnVirtualThread
    public Response vulnerabilities(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.vulnerabilities());
    }

    /** Cases. */
    @GET
    @Path("/cases")
    @RunOnVirtualThread
    public Response cases(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.cases());
    }

    /** Remote shells. */
    @GET
    @Path("/rtr-sessions")
    @RunOnVirtualThread
    public Response rtrSessions(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.rtrSessions());
    }

    /** Assets with and without a sensor. */
    @GET
    @Path("/discover-hosts")
    @RunOnVirtualThread
    public Response discoverHosts(@PathParam("tenant") String tenant) {
        return answers.of(tenant, questions.discoverHosts());
    }
}
