package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a call came to nothing, in the words of the problems of the HTTP API. */
public final class Mishap {
    private Mishap() {}

    public static Map<String, Object> of(Refused refused) {
        Map<String, Object> body =
                begun(refused.category(), refused.why().message(), whatToDo(refused.why()));
        if (refused.why() instanceof Why.Guard guard) {
            body.put("rule", guard.rule().name());
        }
        if (refused.why() instanceof Why.Cap cap) {
            body.put("rule", cap.rule().name());
            body.put("retryAfterSeconds", cap.retrySeconds());
        }
        return body;
    }

    public static Map<String, Object> of(FalconCallFailed failed) {
        FailureCategory category = failed.why().category();
        Map<String, Object> body =
                begun(category.word(), failed.why().message(), whatToDo(category));
        if (!failed.traceId().isEmpty()) {
            body.put("traceId", failed.traceId());
        }
        failed.why().missingScope().ifPresent(it -> body.put("missingScope", it));
        failed.why()
                .retryAfter()
                .ifPresent(it -> body.put("retryAfterSeconds", Math.max(1, it.toSeconds())));
        return body;
    }

    /** A fault of ours; its details are in the log. */
    public static Map<String, Object> unforeseen() {
        return begun(
                "bug",
                "This is a fault of the service; its log has the details.",
                "Do not call again with the same arguments; tell who runs the service.");
    }

    private static Map<String, Object> begun(String category, String message, String whatToDo) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("category", category);
        body.put("message", message);
        body.put("whatToDo", whatToDo);
        return body;
    }

    private static String whatToDo(Why why) {
        return switch (why) {
            case Why.BadRequest _ -> "Correct the arguments by the tool's input schema.";
            case Why.Role _ -> "Ask who runs the service for the role.";
            case Why.Guard _ -> "Leave it, or let an admin do it over HTTP.";
            case Why.Cap it -> "Call again in %d seconds.".formatted(it.retrySeconds());
            case Why.NotFound _ -> "Look for what there is.";
            case Why.Conflict _ -> "Read it again and decide anew.";
            case Why.KeyReused _, Why.InProgress _ -> "Wait for the first one to be answered.";
            case Why.Gone it -> "Falcon has taken this out of service; use " + it.instead() + ".";
            case Why.NoState _ -> "Call again later.";
        };
    }

    private static String whatToDo(FailureCategory category) {
        return switch (category) {
            case THROTTLED -> "Call again in a minute, and ask for less.";
            case AUTH ->
                    "Check the tenant's name with tenants_list. If it is right, its Falcon credentials"
                            + " are refused, and who runs the service has to look.";
            case SCOPE_MISSING ->
                    "Ask who administers this customer's Falcon to grant the API scope.";
            case BAD_REQUEST -> "Correct the arguments; a cursor may have expired.";
            case NOT_FOUND -> "Check the id.";
            case CONFLICT -> "Read the thing again, then decide.";
            case GONE_UPSTREAM -> "Falcon has taken this out of service; do not call again.";
            case VENDOR_DOWN, NETWORK, TIMEOUT -> "Call again later; nothing is known until then.";
            case BUG -> "Do not call again; tell who runs the service.";
        };
    }
}
