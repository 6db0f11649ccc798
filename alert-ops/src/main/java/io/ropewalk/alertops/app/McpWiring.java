package io.ropewalk.alertops.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.alert.GetAlerts;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.config.McpConfig;
import io.ropewalk.alertops.desk.Desk;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.host.HostWriter;
import io.ropewalk.alertops.mcp.AlertsTool;
import io.ropewalk.alertops.mcp.Changes;
import io.ropewalk.alertops.mcp.Fit;
import io.ropewalk.alertops.mcp.Guides;
import io.ropewalk.alertops.mcp.HashSummaryTool;
import io.ropewalk.alertops.mcp.KnownChanges;
import io.ropewalk.alertops.mcp.Listed;
import io.ropewalk.alertops.mcp.Lookups;
import io.ropewalk.alertops.mcp.OpenQuestions;
import io.ropewalk.alertops.mcp.QuestionTool;
import io.ropewalk.alertops.mcp.Tenants;
import io.ropewalk.alertops.mcp.TenantsTool;
import io.ropewalk.alertops.mcp.Tool;
import io.ropewalk.alertops.mcp.Toolbox;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.report.HashSummaries;
import io.ropewalk.alertops.work.Falcon;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What assistants get. */
final class McpWiring {
    private static final List<String> CASES =
            List.of(
                    "Falcon took incidents out of service on 2026-03-09; these are cases, which"
                            + " replaced them.");

    @Produces
    @Singleton
    Tenants tenants(Falcon falcon) {
        return new Tenants(falcon::tenants);
    }

    @Produces
    @Singleton
    Fit fit(McpConfig config, ObjectMapper json) {
        return new Fit(
                Listed.roomForItems(config.maxAnswerBytes()),
                config.maxText(),
                it -> bytes(json, it));
    }

    @Produces
    @Singleton
    Toolbox toolbox(
            Questions questions,
            HashSummaries summaries,
            Falcon falcon,
            Desk desk,
            Tenants tenants,
            Fit fit) {
        List<Tool> tools = new ArrayList<>();
        named(questions).forEach((name, it) -> tools.add(tool(name, it, questions, tenants, fit)));
        tools.add(new AlertsTool(desk, new GetAlerts(falcon), tenants, fit));
        tools.add(new HashSummaryTool(summaries, questions.detections(), tenants, fit));
        tools.add(new TenantsTool(tenants));
        return new Toolbox(tools);
    }

    @Produces
    @Singleton
    Changes changes(
            Falcon falcon, Caps caps, HostWriter hosts, Desk desk, Tenants tenants, Audit audit) {
        return new Changes(KnownChanges.all(falcon, caps, hosts), desk, tenants, audit);
    }

    @Produces
    @Singleton
    OpenQuestions openQuestions() {
        return new OpenQuestions();
    }

    @Produces
    @Singleton
    Lookups lookups(Toolbox tools) {
        return new Lookups(tools);
    }

    @Produces
    @Singleton
    Guides guides(Questions questions) {
        return Guides.of(named(questions));
    }

    /** By the names users know. */
    private static Map<String, Question<?>> named(Questions questions) {
        Map<String, Question<?>> all = new LinkedHashMap<>();
        all.put("get_detections", questions.detections());
        all.put("get_host_details", questions.hosts());
        all.put("get_iocs", questions.iocs());
        all.put("get_spotlight_vulnerabilities", questions.vulnerabilities());
        all.put("get_incidents", questions.cases());
        all.put("get_rtr_sessions", questions.rtrSessions());
        all.put("get_discover_hosts", questions.discoverHosts());
        return all;
    }

    private static <C extends Record> Tool tool(
            String name, Question<C> question, Questions questions, Tenants tenants, Fit fit) {
        List<String> notes = name.equals("get_incidents") ? CASES : List.of();
        return new QuestionTool<>(name, question, questions, tenants, fit, notes);
    }

    private static int bytes(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsBytes(value).length;
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
