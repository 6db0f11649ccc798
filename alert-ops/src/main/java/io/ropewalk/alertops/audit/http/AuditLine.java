package io.ropewalk.alertops.audit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of the audit as it is shown. */
@RegisterForReflection
record AuditLine(
        long number,
        @Schema(examples = "2026-11-20T08:00:00.123Z") String at,
        String tenant,
        String actor,
        @Schema(description = "http, or the name of an MCP client.") String via,
        String operation,
        @Schema(enumeration = {"asked", "before", "done", "refused", "failed"}) String phase,
        @Schema(description = "Names the request; its lines share it.") String marker,
        boolean dryRun,
        String reason,
        List<String> targets,
        int targetCount,
        @Schema(description = "How many items by outcome.") Map<String, Integer> outcomes,
        @Schema(description = "The vendor's.") List<String> traceIds,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "Of phase before: the whole body as it was.")
                Map<String, Object> former,
        @Schema(description = "SHA-256 over this line and the hash of the one before.")
                String hash) {

    static AuditLine of(Audit.Line line) {
        AuditEvent event = line.event();
        return new AuditLine(
                line.number(),
                line.at().toString(),
                event.tenant(),
                event.actor(),
                event.via(),
                event.operation(),
                event.phase(),
                event.marker(),
                event.dryRun(),
                event.reason(),
                event.targets(),
                event.targetCount(),
                event.outcomes(),
                event.traceIds(),
                event.detail(),
                event.former(),
                line.hash());
    }

    /** A page of lines, the newest first. */
    @RegisterForReflection
    @Schema(name = "AuditLines")
    record Page(
            List<AuditLine> items,
            @Schema(description = "The after of the next page, null on the last.", nullable = true)
                    String next) {}

    /** What a check of the whole chain found. */
    @RegisterForReflection
    @Schema(name = "AuditVerification")
    record Verification(
            @Schema(description = "How many lines are sound, from the first on.") long lines,
            boolean sound,
            @Schema(description = "The first line that is not.", nullable = true) Long brokenAt,
            @Schema(description = "Of the last sound line; keep it elsewhere.") String lastHash) {

        static Verification of(Audit.Verified found) {
            return new Verification(
                    found.lines(),
                    found.brokenAt().isEmpty(),
                    found.brokenAt().orElse(null),
                    found.lastHash());
        }
    }
}
