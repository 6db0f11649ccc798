package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.Lists;
import java.util.List;
import java.util.Objects;

/**
 * Who logged in lately on one host ({@code deviceapi.LoginDetailV1}).
 *
 * @param deviceId the bare agent id, also where the vendor joined it to the customer id
 */
public record HostLogins(String deviceId, String cid, List<Login> recentLogins) {
    public HostLogins {
        Objects.requireNonNull(deviceId, "deviceId");
        cid = Objects.requireNonNullElse(cid, "");
        deviceId = AgentId.bare(deviceId, cid);
        recentLogins = Lists.filled(recentLogins);
    }

    /** One login; {@code null} stands for what the vendor does not send. */
    public record Login(String loginTime, String userName) {
        /** When; who does not belong in a log. */
        @Override
        public String toString() {
            return "Login[loginTime=" + loginTime + "]";
        }
    }
}
