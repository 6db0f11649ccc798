package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says of an alert why it is left out of a closure.
 *
 * @param include what is not left out
 * @param operator who asks; what is assigned to them is theirs to close
 * @param cid the customer's, where it is known
 */
record Screen(
        AlertEdit edit,
        Set<Exclusion> include,
        String operator,
        Optional<String> cid,
        HostGuard hosts,
        Duration recent,
        Instant now) {
    private static final int CRITICAL = 80;

    Screen {
        Objects.requireNonNull(edit, "edit");
        Objects.requireNonNull(hosts, "hosts");
    }

    /** The first reason there is. */
    Optional<String> reason(AlertRecord alert) {
        if (foreign(alert)) {
            return Optional.of("other-customer");
        }
        Optional<String> already =
                edit.status().map(AlertStatus::word).filter(alert.status()::equals);
        if (already.isPresent()) {
            return already.map(it -> "already-" + it.replace('_', '-'));
        }
        for (Exclusion exclusion : Exclusion.values()) {
            if (!include.contains(exclusion) && meets(alert, exclusion)) {
                return Optional.of(exclusion.word());
            }
        }
        return Optional.empty();
    }

    /** Where the customer's CID is not known, a record that names two is nobody's. */
    private boolean foreign(AlertRecord alert) {
        return !belongs(alert, cid.orElseGet(() -> alert.compositeId().split(":", 2)[0]));
    }

    /** By its id, and by what the record says where it says something. */
    static boolean belongs(AlertRecord alert, String cid) {
        String own = cid.toLowerCase(Locale.ROOT);
        String said = alert.cid().toLowerCase(Locale.ROOT);
        return alert.compositeId().toLowerCase(Locale.ROOT).startsWith(own + ":")
                && (said.isEmpty() || said.equals(own));
    }

    private boolean meets(AlertRecord alert, Exclusion exclusion) {
        return switch (exclusion) {
            case CRITICAL ->
                    alert.severityName().equalsIgnoreCase("critical")
                            || alert.severity().orElse(0) >= CRITICAL;
            case OVERWATCH -> alert.product().equals("overwatch");
            case AUTOMATED_LEAD -> alert.product().equals("automated-lead");
            case LINKED_CASE -> !alert.caseIds().isEmpty();
            case ASSIGNED_TO_OTHERS -> assignedToOthers(Former.of(alert));
            case RECENTLY_UPDATED ->
                    recent.isPositive()
                            && alert.updated()
                                    .map(it -> it.isAfter(now.minus(recent)))
                                    .orElse(false);
            case PROTECTED_HOST -> hosts.keeps(alert);
        };
    }

    private boolean assignedToOthers(Former now) {
        boolean nobody = now.uuid().isEmpty() && now.mail().isEmpty() && now.person().isEmpty();
        return !nobody
                && !operator.equalsIgnoreCase(now.mail())
                && !operator.equalsIgnoreCase(now.uuid())
                && !operator.equalsIgnoreCase(now.person());
    }
}
