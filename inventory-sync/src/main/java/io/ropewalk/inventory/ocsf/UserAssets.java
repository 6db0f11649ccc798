package io.ropewalk.inventory.ocsf;

import io.ropewalk.falcon.identity.IdentityUser;
import io.ropewalk.falcon.identity.IdentityUser.Account;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns the users of Identity Protection into OCSF users. */
public final class UserAssets {
    private static final Account NONE = new Account(null, null, null, null, null, null);

    private static final Choice OTHER_ACCOUNT = Choice.of(99, "Other");
    private static final Choice LDAP_ACCOUNT =
            Choice.of(1, "LDAP Account", "active_directory", "ldap");
    // Before LDAP: the name of Azure's directory holds the other's.
    private static final List<Choice> ACCOUNTS =
            List.of(Choice.of(6, "Azure AD Account", "azure", "entra"), LDAP_ACCOUNT);

    private static final Choice USER = Choice.of(1, "User");
    private static final List<Choice> TYPES = List.of(Choice.of(2, "Admin", "admin"));

    private static final Choice NO_RISK = Choice.of(-1, "");
    private static final List<Choice> RISKS =
            List.of(
                    Choice.of(0, "Info", "info"),
                    Choice.of(1, "Low", "low", "normal"),
                    Choice.of(2, "Medium", "medium"),
                    Choice.of(3, "High", "high"),
                    Choice.of(4, "Critical", "critical"));

    /** The user of a record. */
    public Asset user(IdentityUser record) {
        Account account = record.accounts().isEmpty() ? NONE : record.accounts().getFirst();
        JsonObject content =
                new JsonObject()
                        .put("metadata", Metadata.of(false))
                        .put("user", user(record, account))
                        .put("enrichments", enrichments(record, account));
        long time = EpochSeconds.firstOf(Instant.EPOCH, record.creationTime());
        return Asset.of(AssetClass.USER, record.entityId(), content, time);
    }

    private static JsonObject user(IdentityUser record, Account account) {
        JsonObject user =
                new JsonObject()
                        .put("uid", record.entityId())
                        .put("name", nameOf(record))
                        .put("full_name", fullName(record))
                        .put(
                                "email_addr",
                                record.emailAddresses().stream().findFirst().orElse(null))
                        .put("domain", account.domain())
                        .put("account", account(record, account));
        String roles =
                String.join(
                        " ",
                        record.roles().stream()
                                .map(IdentityUser.Role::type)
                                .filter(Objects::nonNull)
                                .toList());
        Choice.in(roles, TYPES, USER).put(user, "type");
        Choice risk = Choice.in(record.riskScoreSeverity(), RISKS, NO_RISK);
        if (!risk.equals(NO_RISK)) {
            risk.put(user, "risk_level");
        }
        return user.put("risk_score", percent(record.riskScore()));
    }

    private static JsonObject account(IdentityUser record, Account account) {
        JsonObject json =
                new JsonObject()
                        .put("name", first(account.samAccountName(), nameOf(record)))
                        .put(
                                "uid",
                                first(
                                        account.objectSid(),
                                        account.objectGuid(),
                                        record.entityId()));
        Choice otherwise = isKnown(account.objectSid()) ? LDAP_ACCOUNT : OTHER_ACCOUNT;
        Choice.in(account.dataSource(), ACCOUNTS, otherwise).put(json, "type");
        return json;
    }

    private static List<JsonObject> enrichments(IdentityUser record, Account account) {
        if (account.enabled() == null) {
            return List.of();
        }
        return List.of(
                new JsonObject()
                        .put("name", "account_details")
                        .put("value", first(account.samAccountName(), nameOf(record)))
                        .put("data", new JsonObject().put("is_enabled", account.enabled())));
    }

    /** Receivers insist on a name. */
    private static String nameOf(IdentityUser record) {
        return first(record.primaryDisplayName(), record.entityId());
    }

    private static String fullName(IdentityUser record) {
        return String.join(
                " ",
                Stream.of(record.primaryDisplayName(), record.secondaryDisplayName())
                        .filter(UserAssets::isKnown)
                        .toList());
    }

    private static Long percent(Double score) {
        return score == null ? null : Long.valueOf(Math.round(score * 100));
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(UserAssets::isKnown).findFirst().orElse(null);
    }

    private static boolean isKnown(String text) {
        return text != null && !text.isBlank();
    }
}
