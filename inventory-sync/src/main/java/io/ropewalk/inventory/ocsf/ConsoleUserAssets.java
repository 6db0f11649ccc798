package io.ropewalk.inventory.ocsf;

import io.ropewalk.falcon.users.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Turns the users of the Falcon console into OCSF users, as Sekoia's connector did before it read
 * Identity Protection.
 */
public final class ConsoleUserAssets {
    private static final Choice OTHER = Choice.of(99, "Other");

    /** The user of a record. */
    public Asset user(User record) {
        String name = join(".", record).toLowerCase(Locale.ROOT);
        String known = name.isEmpty() ? record.uuid() : name;
        JsonObject account = new JsonObject().put("name", known).put("uid", record.uuid());
        OTHER.put(account, "type");
        JsonObject content =
                new JsonObject()
                        .put("metadata", Metadata.of(false))
                        .put(
                                "user",
                                new JsonObject()
                                        .put("uid", record.uuid())
                                        .put("name", known)
                                        .put("full_name", join(" ", record))
                                        .put("email_addr", record.uid())
                                        .put("has_mfa", !record.factors().isEmpty())
                                        .put("account", account))
                        .put("enrichments", List.of(enrichment(record)));
        long time = EpochSeconds.firstOf(Instant.EPOCH, record.createdAt());
        return Asset.of(AssetClass.USER, record.uuid(), content, time);
    }

    private static JsonObject enrichment(User record) {
        return new JsonObject()
                .put("name", "login")
                .put("value", "infos")
                .put(
                        "data",
                        new JsonObject()
                                .put("is_enabled", "active".equals(record.status()))
                                .put("last_logon", record.lastLoginAt()));
    }

    private static String join(String between, User record) {
        return String.join(
                between,
                Stream.of(record.firstName(), record.lastName())
                        .filter(part -> part != null && !part.isBlank())
                        .toList());
    }
}
