package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.hosts.AgentId;
import java.util.Objects;

/**
 * The logins of one account at one host within an hour or a day ({@code domain.DiscoverAPILogin} of
 * the swagger), as far as they are used here. Components bear the vendor's names in camel case;
 * {@code null} stands for what the vendor does not send. Times are the vendor's text.
 *
 * @param cid empty where the vendor names none
 * @param aid the bare agent id of the host; {@code null} where there is no sensor
 * @param hostId of the host in Discover, which is no agent id
 * @param loginStatus {@code Successful} or {@code Failed}
 * @param loginTimestamp of the latest attempt
 * @param loginEventCount attempts in the {@code aggregationTimeInterval}
 */
public record Login(
        String id,
        String cid,
        String aid,
        String hostId,
        String hostname,
        String accountId,
        String accountName,
        String accountType,
        String username,
        String userSid,
        String loginDomain,
        String loginStatus,
        String loginTimestamp,
        String loginType,
        Long loginEventCount,
        String aggregationTimeInterval,
        String adminPrivileges,
        String localIp,
        String remoteIp,
        Boolean isSuspicious) {

    public Login {
        Objects.requireNonNull(id, "id");
        cid = Objects.requireNonNullElse(cid, "");
        aid = aid == null ? null : AgentId.bare(aid, cid);
    }

    /** Which login it is; the rest is a person. */
    @Override
    public String toString() {
        return "Login[id=" + id + ", cid=" + cid + "]";
    }
}
