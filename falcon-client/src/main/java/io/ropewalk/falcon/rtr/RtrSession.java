package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.Members;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A remote shell someone opened on a host, with everything the vendor sent of it ({@code
 * domain.Session}).
 *
 * @param members all of it, for what has no method here
 */
public record RtrSession(String id, Members members) {
    public RtrSession {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(members, "members");
    }

    public String deviceId() {
        return members.textOrEmpty("device_id");
    }

    public String hostname() {
        return members.textOrEmpty("hostname");
    }

    /** Who opened it: a mail address. */
    public String userId() {
        return members.textOrEmpty("user_id");
    }

    public Optional<Instant> created() {
        return members.time("created_at");
    }

    public Optional<Instant> deleted() {
        return members.time("deleted_at");
    }

    /** Lines that were run, where they were asked for. */
    public List<String> commands() {
        return members.texts("logs.command_string");
    }

    /** Which session it is; what was done in it is the customer's secret. */
    @Override
    public String toString() {
        return "RtrSession[id=" + id + "]";
    }
}
