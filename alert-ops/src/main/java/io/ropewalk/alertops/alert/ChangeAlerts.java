package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Order;
import java.util.List;
import java.util.Objects;

/**
 * {@code update_alert_status} and {@code add_new_comment_to_alert}: the same PATCH with other
 * parameters.
 */
public final class ChangeAlerts implements Action<AlertOrder> {
    private final ActionKind kind;
    private final AlertWriter writer;

    private ChangeAlerts(ActionKind kind, AlertWriter writer) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.writer = Objects.requireNonNull(writer, "writer");
    }

    public static ChangeAlerts status(Falcon falcon, Caps caps) {
        return new ChangeAlerts(ActionKind.UPDATE_ALERT_STATUS, new AlertWriter(falcon, caps));
    }

    public static ChangeAlerts comment(Falcon falcon, Caps caps) {
        return new ChangeAlerts(ActionKind.ADD_NEW_COMMENT_TO_ALERT, new AlertWriter(falcon, caps));
    }

    @Override
    public ActionKind kind() {
        return kind;
    }

    @Override
    public List<String> targets(AlertOrder request) {
        return request.ids();
    }

    @Override
    public Answer run(AlertOrder request, Order order) {
        return writer.write(request, order);
    }
}
