package io.ropewalk.alertops.desk;

import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import java.util.List;
import java.util.Objects;

/**
 * {@code get_incidents} and {@code get_behaviors}: the vendor took the collection behind both out
 * of service on 2026-03-09 (CrowdStrike/falcon-mcp#386). Says what answers instead.
 */
public final class GoneAction implements Action<List<String>> {
    private final ActionKind kind;
    private final String message;
    private final String successor;

    private GoneAction(ActionKind kind, String message, String successor) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.message = message;
        this.successor = successor;
    }

    public static GoneAction incidents() {
        return new GoneAction(
                ActionKind.GET_INCIDENTS,
                "Falcon took incidents out of service on 2026-03-09; cases replace them.",
                "cases");
    }

    public static GoneAction behaviors() {
        return new GoneAction(
                ActionKind.GET_BEHAVIORS,
                "Falcon took behaviors out of service on 2026-03-09; alerts that share an"
                        + " aggregate id replace them.",
                "alerts?aggregateId={aggregateId}");
    }

    @Override
    public ActionKind kind() {
        return kind;
    }

    @Override
    public List<String> targets(List<String> ids) {
        return ids;
    }

    @Override
    public Answer run(List<String> ids, Order order) {
        throw new Refused(new Why.Gone(message, "/v1/tenants/" + order.tenant() + "/" + successor));
    }
}
