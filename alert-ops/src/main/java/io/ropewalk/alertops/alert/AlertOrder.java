package io.ropewalk.alertops.alert;

import java.util.List;
import java.util.Objects;

/** Alerts by composite id, and what is to be so of them. */
public record AlertOrder(List<String> ids, AlertEdit edit) {
    public AlertOrder {
        ids = List.copyOf(ids);
        Objects.requireNonNull(edit, "edit");
    }
}
