package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.CompletePrompt;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.Prompt;
import io.quarkiverse.mcp.server.PromptArg;
import io.quarkiverse.mcp.server.PromptMessage;
import io.ropewalk.alertops.mcp.Texts;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a person can start an assistant with. */
@Singleton
final class Prompts {
    private static final Pattern ONE_WORD = Pattern.compile("[A-Za-z0-9_:.%=+/| -]{1,400}");
    private static final List<String> SEVERITIES =
            List.of("informational", "low", "medium", "high", "critical");

    private final Completions completions;

    Prompts(Completions completions) {
        this.completions = completions;
    }

    @Prompt(
            name = "triage_alert",
            title = "Triage one alert",
            description = "What to fetch about one alert, and how to answer.")
    PromptMessage triage(
            @PromptArg(description = "The tenant the alert is of.") String tenant,
            @PromptArg(name = "composite_id", description = "The alert's composite id.")
                    String compositeId) {
        return text(
                "triage-alert", Map.of("tenant", word(tenant), "composite_id", word(compositeId)));
    }

    @Prompt(
            name = "incident_report",
            title = "Incident report (DAIR)",
            description =
                    "A report in the phases of the dynamic approach to incident response, with the"
                            + " data to fetch for it.")
    PromptMessage report(
            @PromptArg(description = "The tenant it is about.") String tenant,
            @PromptArg(description = "Only this host.", required = false, defaultValue = "all")
                    String hostname,
            @PromptArg(description = "Days to look back.", required = false, defaultValue = "7")
                    String days,
            @PromptArg(description = "Least severity.", required = false, defaultValue = "medium")
                    String severity) {
        return text(
                "incident-report",
                Map.of(
                        "tenant", word(tenant),
                        "hostname", word(hostname),
                        "days", word(days),
                        "severity", word(severity)));
    }

    @CompletePrompt("triage_alert")
    List<String> triageTenant(String tenant) {
        return completions.tenants(tenant);
    }

    @CompletePrompt("incident_report")
    List<String> reportTenant(String tenant) {
        return completions.tenants(tenant);
    }

    @CompletePrompt("incident_report")
    List<String> reportSeverity(String severity) {
        return Completions.begun(SEVERITIES, severity);
    }

    private static PromptMessage text(String name, Map<String, String> values) {
        return PromptMessage.withUserRole(Texts.of(name, values));
    }

    /** Arguments become part of a text that is followed, so they stay on their line. */
    private static String word(String value) {
        if (!ONE_WORD.matcher(value).matches()) {
            throw new McpException(
                    "An argument of this prompt is not a name or an id.",
                    JsonRpcErrorCodes.INVALID_PARAMS);
        }
        return value;
    }
}
