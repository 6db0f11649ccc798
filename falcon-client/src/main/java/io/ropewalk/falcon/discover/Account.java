package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.hosts.AgentId;
import java.util.Objects;

/**
 * An account that logged in somewhere ({@code domain.DiscoverAPIAccount} of the swagger), as far as
 * it is used here. Components bear the vendor's names in camel case; {@code null} stands for what
 * the vendor does not send. Times are the vendor's text.
 *
 * @param accountName domain or host, a backslash, and the user name
 * @param accountType {@code Local} or {@code Domain}
 * @param adminPrivileges {@code Yes}, {@code No} or {@code Unknown}
 * @param lastSuccessfulLoginAid the bare id of the agent it last logged in at
 */
public record Account(
        String id,
        String cid,
        String accountName,
        String accountType,
        String username,
        String userSid,
        String loginDomain,
        String adminPrivileges,
        String localAdminPrivileges,
        String firstSeenTimestamp,
        String passwordLastSetTimestamp,
        String lastSuccessfulLoginAid,
        String lastSuccessfulLoginHostname,
        String lastSuccessfulLoginTimestamp,
        String lastSuccessfulLoginType,
        String lastFailedLoginHostname,
        String lastFailedLoginTimestamp,
        String lastFailedLoginType) {

    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cid, "cid");
        lastSuccessfulLoginAid =
                lastSuccessfulLoginAid == null ? null : AgentId.bare(lastSuccessfulLoginAid, cid);
    }

    /** Which account it is; the rest is a person. */
    @Override
    public String toString() {
        return "Account[id=" + id + ", cid=" + cid + "]";
    }
}
