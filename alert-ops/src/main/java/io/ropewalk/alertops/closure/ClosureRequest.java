package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.alert.AlertEdit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What somebody wants to have closed.
 *
 * @param include alerts that are left out otherwise
 */
public record ClosureRequest(Which which, AlertEdit edit, Set<Exclusion> include, String reason) {
    public ClosureRequest {
        Objects.requireNonNull(which, "which");
        Objects.requireNonNull(edit, "edit");
        include = Set.copyOf(include);
        Objects.requireNonNull(reason, "reason");
    }

    /** Which alerts. */
    public sealed interface Which {

        /**
         * Those that carry one of these hashes.
         *
         * @param more members to look at besides the usual ones
         */
        record ByHash(List<String> hashes, List<String> more) implements Which {
            public ByHash {
                hashes = List.copyOf(hashes);
                more = List.copyOf(more);
            }
        }

        /** These, by composite id. */
        record ById(List<String> ids) implements Which {
            public ById {
                ids = List.copyOf(ids);
            }
        }

        /** Those that {@code GET /detections} answers for these parameters. */
        record ByCriteria(Map<String, List<String>> given) implements Which {
            public ByCriteria {
                given = Map.copyOf(given);
            }
        }
    }
}
