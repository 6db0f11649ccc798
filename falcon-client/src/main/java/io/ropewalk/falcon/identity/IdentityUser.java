package io.ropewalk.falcon.identity;

import java.util.List;
import java.util.Objects;

/**
 * A user as Identity Protection knows it: an entity of type USER. Components bear the names of the
 * vendor's GraphQL schema; what the vendor does not send is {@code null}, lists are then empty.
 *
 * @param entityId stays the same when names and accounts change
 * @param riskScore 0 to 1
 * @param riskScoreSeverity {@code NORMAL}, {@code MEDIUM}, {@code HIGH}
 * @param creationTime ISO 8601
 */
public record IdentityUser(
        String entityId,
        String primaryDisplayName,
        String secondaryDisplayName,
        Double riskScore,
        String riskScoreSeverity,
        String creationTime,
        List<String> emailAddresses,
        List<Account> accounts,
        List<Role> roles) {

    public IdentityUser {
        Objects.requireNonNull(entityId, "entityId");
        emailAddresses = filled(emailAddresses);
        accounts = filled(accounts);
        roles = filled(roles);
    }

    /**
     * An account of the user in one directory. Only those of an Active Directory have more than a
     * data source.
     */
    public record Account(
            String domain,
            String samAccountName,
            String objectSid,
            String objectGuid,
            Boolean enabled,
            String dataSource) {}

    /**
     * What the user may do.
     *
     * @param type for example {@code DomainAdminsRole}
     */
    public record Role(String type) {}

    private static <T> List<T> filled(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Which user it is; the rest is personal and does not belong in a log. */
    @Override
    public String toString() {
        return "IdentityUser[entityId=" + entityId + "]";
    }
}
