package io.ropewalk.alertops.host;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Order;
import java.util.List;
import java.util.Objects;

/**
 * {@code isolate_endpoints}, {@code deisolate_endpoints} and {@code perform_host_action}: the same
 * call by other names.
 */
public final class ChangeHosts implements Action<HostOrder> {
    private final ActionKind kind;
    private final HostWriter writer;

    /**
     * @param kind one of those three
     */
    public ChangeHosts(ActionKind kind, HostWriter writer) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.writer = Objects.requireNonNull(writer, "writer");
    }

    @Override
    public ActionKind kind() {
        return kind;
    }

    @Override
    public List<String> targets(HostOrder request) {
        return request.ids();
    }

    @Override
    public Answer run(HostOrder request, Order order) {
        return writer.write(request, order);
    }
}
