package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A user of a customer's console.
 *
 * @param uid the mail address
 * @param lastLogin empty for one who never logged in
 * @param roles ids of the roles granted
 */
public record ConsoleUser(
        String uuid,
        String uid,
        String firstName,
        String lastName,
        boolean active,
        List<String> factors,
        String created,
        String updated,
        String lastLogin,
        List<String> roles) {

    /** A role that can be granted. */
    public record Role(String id, String name) {}

    public static final List<Role> ROLES =
            List.of(
                    new Role("falconhost_admin", "Falcon Administrator"),
                    new Role("falconhost_analyst", "Falcon Analyst"),
                    new Role("falconhost_investigator", "Falcon Investigator"),
                    new Role("remote_responder_two", "Real Time Responder - Active Responder"),
                    new Role("vulnerability_manager", "Vulnerability Manager"),
                    new Role("falconhost_read_only", "Falcon Analyst - Read Only"));

    private static final List<String> FIRST =
            List.of("Anna", "Bo", "Chlo\u00e9", "Dayo", "Elena", "Finn", "Goro", "Hana");
    private static final List<String> LAST =
            List.of("Meyer", "Ito", "Dubois", "Okafor", "Rossi", "Nov\u00e1k", "O'Neill", "Larsen");

    /** All users of an estate. */
    public static List<ConsoleUser> of(Estate estate, int count) {
        return IntStream.range(0, count)
                .mapToObj(which -> user(estate, which))
                .filter(user -> !estate.spec().edits().deleted(user.uuid))
                .toList();
    }

    private static ConsoleUser user(Estate estate, int which) {
        var edits = estate.spec().edits();
        var asOf = estate.spec().asOf();
        var hash = Mix.mix(estate.seed() ^ Salt.USER.value(), 1_000_000L + which);
        var id = ByteSink.growing(36).hex(hash, 8).put('-').hex(hash >>> 32, 4).raw("-4");
        id.hex(hash >>> 16, 3).raw("-a").hex(hash >>> 48, 3).put('-').hex(Mix.mix(hash), 12);
        var first = FIRST.get((int) (hash & 7));
        var last = edits.name(id.text(), LAST.get((int) (hash >>> 3 & 7)));
        var created = asOf.minus(100 + (hash >>> 8 & 511), ChronoUnit.DAYS);
        return new ConsoleUser(
                id.text(),
                "user%d@example.com".formatted(which),
                first,
                last,
                edits.enabled(id.text(), (hash >>> 20 & 15) != 0),
                (hash >>> 24 & 3) == 0 ? List.of() : List.of("2fa"),
                created.toString(),
                edits.time(id.text()).orElse(created.plus(1, ChronoUnit.DAYS)).toString(),
                (hash >>> 28 & 15) == 0
                        ? ""
                        : asOf.minus(hash >>> 32 & 0xf_ffff, ChronoUnit.SECONDS).toString(),
                IntStream.rangeClosed(0, (int) (hash >>> 60 & 1))
                        .mapToObj(at ->
                                ROLES.get((int) Long.remainderUnsigned((hash >>> 40) + at, 6)))
                        .map(Role::id)
                        .toList());
    }

    /** Writes its members. */
    public void writeTo(String cid, Json json) {
        json.text("uuid", uuid).text("uid", uid).text("cid", cid);
        json.text("first_name", firstName).text("last_name", lastName);
        json.text("status", active ? "active" : "inactive").text("user_type", "human");
        json.texts("factors", factors).text("created_at", created).text("updated_at", updated);
        json.textIfAny("last_login_at", lastLogin).text("access_granted_at", created);
    }
}
