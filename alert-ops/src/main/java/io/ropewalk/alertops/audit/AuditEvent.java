package io.ropewalk.alertops.audit;

import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FalconCallFailed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One line of the audit. A write has two: {@code asked} before anything is sent, and how it ended;
 * between them may stand what it changed as that was {@code before}.
 *
 * @param tenant the customer
 * @param actor subject of the caller's token
 * @param via {@code http}, or the name of an MCP client
 * @param operation slug of an action, name of a query, or {@code consent}: a person was asked
 * @param phase {@code asked}, {@code before}, {@code done}, {@code refused} or {@code failed}
 * @param marker names the request; both lines of a write share it
 * @param dryRun whether nothing was to be changed
 * @param reason in the caller's words, empty where none was given
 * @param targets ids as they were asked for, at most {@value #MAX_TARGETS}
 * @param targetCount how many there were
 * @param outcomes counts by outcome word
 * @param traceIds the vendor's, in order, each once
 * @param detail why it was refused or failed; what an {@code admin} passed. Never a secret
 * @param former of {@code before}: the whole body of the one target as it was, by the vendor's
 *     names, so that it can be restored
 */
public record AuditEvent(
        String tenant,
        String actor,
        String via,
        String operation,
        String phase,
        String marker,
        boolean dryRun,
        String reason,
        List<String> targets,
        int targetCount,
        Map<String, Integer> outcomes,
        List<String> traceIds,
        String detail,
        Map<String, Object> former) {
    /** More ids than this are counted only; a closure keeps its own list. */
    public static final int MAX_TARGETS = 10_000;

    public AuditEvent {
        targets = List.copyOf(targets);
        outcomes = new TreeMap<>(outcomes);
        traceIds = List.copyOf(traceIds);
        former = former == null ? Map.of() : new LinkedHashMap<>(former);
    }

    /** Before anything is sent. */
    public static AuditEvent asked(ActionKind kind, List<String> targets, Order order) {
        return asked(kind.slug(), targets, order);
    }

    /** The same for what is no action. */
    public static AuditEvent asked(String operation, List<String> targets, Order order) {
        return new AuditEvent(
                order.tenant(),
                order.caller().name(),
                order.caller().via(),
                operation,
                "asked",
                order.marker(),
                order.dryRun(),
                order.reason().orElse(""),
                targets.stream().limit(MAX_TARGETS).toList(),
                targets.size(),
                Map.of(),
                List.of(),
                order.past().isEmpty()
                        ? ""
                        : "past "
                                + order.past().stream().sorted().collect(Collectors.joining(", ")),
                Map.of());
    }

    /**
     * What happened to something that has a list of its own.
     *
     * @param phase {@code asked}, {@code done}, {@code refused} or {@code failed}
     * @param count how many things it is about
     */
    public static AuditEvent noted(
            String operation,
            String phase,
            Order order,
            int count,
            Map<String, Integer> outcomes,
            List<String> traceIds,
            String detail) {
        return new AuditEvent(
                order.tenant(),
                order.caller().name(),
                order.caller().via(),
                operation,
                phase,
                order.marker(),
                order.dryRun(),
                order.reason().orElse(""),
                List.of(),
                count,
                outcomes,
                traceIds,
                detail,
                Map.of());
    }

    /** What one target of a write was, before that is sent. */
    public static AuditEvent before(
            ActionKind kind, String target, Map<String, Object> body, Order order) {
        AuditEvent asked = asked(kind, List.of(target), order);
        return asked.phase("before", Map.of(), List.of(), asked.detail, body);
    }

    /** How it ended. */
    public AuditEvent answered(Answer answer) {
        Map<String, Integer> counts = new TreeMap<>();
        answer.items().forEach(it -> counts.merge(it.outcome().word(), 1, Integer::sum));
        List<String> traces =
                answer.items().stream()
                        .map(Item::traceId)
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .toList();
        return ended("done", counts, traces, detail);
    }

    /** It came to nothing. */
    public AuditEvent failed(RuntimeException why) {
        return switch (why) {
            case Refused refused -> ended("refused", Map.of(), List.of(), refused.getMessage());
            case FalconCallFailed call ->
                    ended(
                            "failed",
                            Map.of(),
                            call.traceId().isEmpty() ? List.of() : List.of(call.traceId()),
                            call.why().category().word() + ": " + call.getMessage());
            default -> ended("failed", Map.of(), List.of(), "bug: " + why.getClass().getName());
        };
    }

    private AuditEvent ended(
            String how, Map<String, Integer> counts, List<String> traces, String what) {
        return phase(how, counts, traces, what, Map.of());
    }

    private AuditEvent phase(
            String how,
            Map<String, Integer> counts,
            List<String> traces,
            String what,
            Map<String, Object> body) {
        return new AuditEvent(
                tenant,
                actor,
                via,
                operation,
                how,
                marker,
                dryRun,
                reason,
                targets,
                targetCount,
                counts,
                traces,
                what,
                body);
    }
}
