package io.ropewalk.alertops.work;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The actions by the names users know, with the least role each takes. */
public enum ActionKind {
    ADD_NEW_COMMENT_TO_ALERT(Role.RESPONDER, true),
    UPDATE_ALERT_STATUS(Role.RESPONDER, true),
    GET_ALERTS_V2(Role.VIEWER, false),
    ISOLATE_ENDPOINTS(Role.RESPONDER, true),
    DEISOLATE_ENDPOINTS(Role.RESPONDER, true),
    PERFORM_HOST_ACTION(Role.RESPONDER, true),
    GET_DEVICE_DETAILS(Role.VIEWER, false),
    GET_ONLINE_STATE(Role.VIEWER, false),
    QUERY_DEVICE_LOGIN_HISTORY(Role.VIEWER, false),
    QUERY_DEVICES_BY_FILTER(Role.VIEWER, false),
    GET_PREVENTION_POLICIES(Role.VIEWER, false),
    CREATE_PREVENTION_POLICIES(Role.ADMIN, true),
    UPDATE_PREVENTION_POLICIES(Role.ADMIN, true),
    DELETE_PREVENTION_POLICIES(Role.ADMIN, true),
    PERFORM_PREVENTION_POLICY_ACTION(Role.ADMIN, true),
    GET_INCIDENTS(Role.VIEWER, false),
    GET_BEHAVIORS(Role.VIEWER, false);

    private final Role least;
    private final boolean writes;

    ActionKind(Role least, boolean writes) {
        this.least = least;
        this.writes = writes;
    }

    /** As in the path. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Role least() {
        return least;
    }

    /** Whether it changes something at Falcon. */
    public boolean writes() {
        return writes;
    }

    /** The action of a slug. */
    public static Optional<ActionKind> of(String slug) {
        return Arrays.stream(values()).filter(it -> it.slug().equals(slug)).findFirst();
    }
}
