package io.ropewalk.alertops.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that differs between two states of a policy.
 *
 * @param path {@code name}, {@code description}, {@code enabled}, {@code groups}, {@code
 *     ioa_rule_groups}, {@code policy} for all of it, or a setting's such as {@code
 *     settings.CloudAntiMalware.detection}
 * @param from what it was; empty where there was nothing
 * @param to what it becomes; empty where nothing is left
 * @param weakens whether hosts are, or may be, less protected by it
 */
public record Change(String path, Optional<Object> from, Optional<Object> to, boolean weakens) {
    public Change {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * As in answers: {@code path}, {@code from} and {@code to} where there are, {@code weakens}.
     */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("path", path);
        from.ifPresent(it -> shown.put("from", it));
        to.ifPresent(it -> shown.put("to", it));
        shown.put("weakens", weakens);
        return shown;
    }
}
