package io.ropewalk.simulator.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.estate.Mix;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The users of one customer: three for every five hosts. The same seed gives the same users, and a
 * larger customer has all those of a smaller one.
 */
public final class Users {
    private static final long SALT = 0x6964656e74697479L;
    private static final String[] FIRST = {
        "Ada", "Bela", "Chidi", "Dana", "Emre", "Fay", "Goran", "Hana", "Ines", "Jun"
    };
    private static final String[] LAST = {
        "Abbott", "Berg", "Costa", "Dumas", "Eze", "Fontaine", "Gray", "Haas", "Ito", "Jansen"
    };
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final long seed;
    private final Instant asOf;
    private final int count;

    public Users(long seed, Instant asOf, int hosts) {
        this.seed = seed ^ SALT;
        this.asOf = asOf;
        this.count = (int) (hosts * 3L / 5);
    }

    /** All of them, by display name. */
    public List<ObjectNode> byName() {
        return IntStream.range(0, count)
                .mapToObj(this::user)
                .sorted(
                        Comparator.comparing((ObjectNode user) ->
                                        user.path("primaryDisplayName").asText())
                                .thenComparing(user -> user.path("entityId").asText()))
                .toList();
    }

    private ObjectNode user(int number) {
        long bits = Mix.mix(seed, number);
        String first = pick(FIRST, bits);
        String last = pick(LAST, bits >>> 8);
        String login = (first.charAt(0) + "." + last).toLowerCase(Locale.ROOT) + number;
        ObjectNode user = JSON.objectNode();
        user.put("__typename", "UserEntity")
                .put("type", "USER")
                .put("archived", false)
                .put("entityId", uuid(bits, number))
                .put("primaryDisplayName", first + " " + last)
                .put("secondaryDisplayName", "CORP.EXAMPLE.COM\\" + login)
                .put("creationTime", created(bits));
        long percent = Long.remainderUnsigned(bits >>> 16, 101);
        user.put("riskScore", percent / 100.0)
                .put(
                        "riskScoreSeverity",
                        percent < 40 ? "NORMAL" : percent < 70 ? "MEDIUM" : "HIGH");
        if (Long.remainderUnsigned(bits >>> 24, 10) != 0) {
            user.putArray("emailAddresses").add(login + "@corp.example.com");
        } else {
            user.putArray("emailAddresses");
        }
        var roles = user.putArray("roles");
        roles.addObject().put("type", "HumanUserAccountRole");
        if (Long.remainderUnsigned(bits >>> 28, 12) == 0) {
            roles.addObject().put("type", "DomainAdminsRole");
        }
        accounts(user, bits, number, login);
        return user;
    }

    private void accounts(ObjectNode user, long bits, int number, String login) {
        var accounts = user.putArray("accounts");
        long draw = Long.remainderUnsigned(bits >>> 32, 20);
        if (draw < 16) {
            accounts.addObject()
                    .put("__typename", "ActiveDirectoryAccountDescriptor")
                    .put("domain", "CORP.EXAMPLE.COM")
                    .put("samAccountName", login)
                    .put("objectSid", "S-1-5-21-1004336348-1177238915-682003330-" + (1000 + number))
                    .put("objectGuid", uuid(Mix.mix(bits), number))
                    .put("enabled", Long.remainderUnsigned(bits >>> 40, 9) != 0)
                    .put("archived", false)
                    .put("dataSource", "ACTIVE_DIRECTORY");
        } else if (draw < 19) {
            accounts.addObject()
                    .put("__typename", "SsoUserAccountDescriptor")
                    .put("enabled", true)
                    .put("archived", false)
                    .put("dataSource", draw == 16 ? "OKTA" : "AZURE");
        }
    }

    private String created(long bits) {
        Duration age = Duration.ofSeconds(Long.remainderUnsigned(bits >>> 12, 100_000_000));
        return asOf.minus(age).truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    private static String uuid(long bits, int number) {
        var high = (bits & ~0xf000L) | 0x4000L;
        var low = (Mix.mix(bits, number) & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }

    private static String pick(String[] from, long bits) {
        return from[(int) Long.remainderUnsigned(bits, from.length)];
    }
}
