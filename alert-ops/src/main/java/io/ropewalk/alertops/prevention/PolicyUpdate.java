package io.ropewalk.alertops.prevention;

import io.ropewalk.falcon.prevention.PolicyDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be set of one policy.
 *
 * @param draft what it does not name stays as it is
 */
public record PolicyUpdate(String id, PolicyDraft draft) {
    public PolicyUpdate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(draft, "draft");
    }

    /**
     * Several.
     *
     * @param expected how many hosts the caller says are weakened, from a dry run
     */
    public record Several(List<PolicyUpdate> updates, OptionalLong expected) {
        public Several {
            updates = List.copyOf(updates);
        }

        /** The first id that comes twice; empty where none does. */
        List<String> twice() {
            Set<String> seen = new HashSet<>();
            return updates.stream().map(PolicyUpdate::id).filter(id -> !seen.add(id)).toList();
        }
    }
}
