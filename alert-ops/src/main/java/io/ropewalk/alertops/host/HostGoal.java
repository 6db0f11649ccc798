package io.ropewalk.alertops.host;

import io.ropewalk.alertops.guard.Cap;
import io.ropewalk.falcon.hosts.Containment;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import java.util.Optional;

/** How far a host is on the way an action sends it, and what guards ask of that action. */
enum HostGoal {
    /** Nothing of it is seen. */
    AWAY,
    /** Falcon has taken it and the host has not heard of it. */
    UNDERWAY,
    REACHED;

    private static final String HIDDEN = "hidden";
    private static final String SUPPRESSED = "suppressed";

    static HostGoal of(HostAction action, Host host) {
        Containment now = Containment.of(host.status());
        return switch (action) {
            case CONTAIN -> of(now == Containment.CONTAINED, now == Containment.PENDING);
            case LIFT_CONTAINMENT -> of(now == Containment.NORMAL, now == Containment.LIFTING);
            case HIDE_HOST -> of(HIDDEN.equals(host.hostHiddenStatus()), false);
            case UNHIDE_HOST -> of(!HIDDEN.equals(host.hostHiddenStatus()), false);
            case DETECTION_SUPPRESS ->
                    of(SUPPRESSED.equals(host.detectionSuppressionStatus()), false);
            case DETECTION_UNSUPPRESS ->
                    of(!SUPPRESSED.equals(host.detectionSuppressionStatus()), false);
            case LIFT_FILESYSTEM_CONTAINMENT_ALL ->
                    of("normal".equals(host.filesystemContainmentStatus()), false);
        };
    }

    private static HostGoal of(boolean reached, boolean underway) {
        return reached ? REACHED : underway ? UNDERWAY : AWAY;
    }

    /** What of a host tells how far it is. */
    static Optional<String> state(HostAction action, Host host) {
        return Optional.ofNullable(
                switch (action) {
                    case CONTAIN, LIFT_CONTAINMENT -> host.status();
                    case HIDE_HOST, UNHIDE_HOST -> host.hostHiddenStatus();
                    case DETECTION_SUPPRESS, DETECTION_UNSUPPRESS ->
                            host.detectionSuppressionStatus();
                    case LIFT_FILESYSTEM_CONTAINMENT_ALL -> host.filesystemContainmentStatus();
                });
    }

    static Cap cap(HostAction action) {
        return switch (action) {
            case CONTAIN -> Cap.CONTAIN;
            case LIFT_CONTAINMENT, LIFT_FILESYSTEM_CONTAINMENT_ALL -> Cap.LIFT;
            case HIDE_HOST, UNHIDE_HOST, DETECTION_SUPPRESS, DETECTION_UNSUPPRESS -> Cap.HIDE;
        };
    }

    /** Whether the host itself has to hear of it. */
    static boolean reachesTheHost(HostAction action) {
        return action == HostAction.CONTAIN || action == HostAction.LIFT_CONTAINMENT;
    }

    /** Whether it takes a host from the network, or its alerts out of sight. */
    static boolean harms(HostAction action) {
        return action == HostAction.CONTAIN || weakens(action);
    }

    /** Whether it ends what Falcon sees of a host. */
    static boolean weakens(HostAction action) {
        return action == HostAction.HIDE_HOST || action == HostAction.DETECTION_SUPPRESS;
    }

    /** Whether it is about hosts that listings and reads by id may leave out. */
    static boolean concernsHidden(HostAction action) {
        return action == HostAction.HIDE_HOST || action == HostAction.UNHIDE_HOST;
    }
}
