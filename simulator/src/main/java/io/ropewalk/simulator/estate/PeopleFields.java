package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.list;
import static io.ropewalk.simulator.estate.HostField.text;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;
import java.util.stream.Stream;

/** Who uses the host and how it is sorted: logins, tags, organizational units, groups. */
final class PeopleFields {
    private static final Texts TAGS =
            Texts.of(
                    "FalconGroupingTags/pci",
                    "FalconGroupingTags/tier1",
                    "FalconGroupingTags/finance",
                    "SensorGroupingTags/prod",
                    "SensorGroupingTags/kiosk",
                    "FalconGroupingTags/lab");
    private static final Texts DEPARTMENTS = Texts.of("Engineering", "Sales", "Finance", "Support");
    private static final Texts NAMES =
            Texts.of(
                    "a.meyer",
                    "b.ito",
                    "c.dubois",
                    "d.okafor",
                    "e.rossi",
                    "f.novak",
                    "g.silva",
                    "h.larsen");

    private static final int NUMBERS = 5000;

    /** How many accounts there can be. */
    static final int ACCOUNTS = NUMBERS * 8;

    private PeopleFields() {}

    static List<HostField> all() {
        return Stream.of(logins(), belonging()).flatMap(List::stream).toList();
    }

    private static List<HostField> logins() {
        return List.of(
                text(
                        "email",
                        host -> person(host) && host.below(Salt.USER, 3) == 0,
                        (host, _, out) -> {
                            user(host, out);
                            out.raw("@example.com");
                        }),
                text("last_login_user", PeopleFields::person, (host, _, out) -> user(host, out)),
                text(
                        "last_login_uid",
                        host -> host.os().isLinux(),
                        (host, _, out) -> out.decimal(uid(host))),
                text(
                        "last_login_user_sid",
                        host -> host.os().isWindows(),
                        (host, _, out) -> {
                            out.raw("S-1-5-21-")
                                    .padded(host.shared(Salt.USER, 1), 10)
                                    .put('-')
                                    .decimal(uid(host));
                        }),
                text(
                        "last_login_timestamp",
                        PeopleFields::person,
                        (host, _, out) -> {
                            Times.write(host.lastSeen() - 1800, out);
                        }));
    }

    private static List<HostField> belonging() {
        return List.of(
                list(
                        "tags",
                        host -> host.below(Salt.TAGS, 4),
                        (host, at, out) -> {
                            out.raw(
                                    TAGS.values()[
                                            (host.below(Salt.TAGS, 3) + at * 2)
                                                    % TAGS.values().length]);
                        }),
                list(
                        "ou",
                        host -> host.os().isWindows() ? 2 : 0,
                        (host, at, out) -> {
                            if (at == 0) {
                                out.raw(host.os().isServer() ? "Servers" : "Workstations");
                            } else {
                                out.raw(DEPARTMENTS.pick(host.site()));
                            }
                        }),
                list(
                        "groups",
                        host -> host.membership().groups().size(),
                        (host, at, out) -> out.raw(host.membership().groups().get(at))),
                text("group_hash", (host, _, out) -> out.raw(host.membership().hash())));
    }

    static boolean person(Host host) {
        return !host.os().isServer() || host.below(Salt.USER, 4) == 0;
    }

    private static long uid(Host host) {
        return 1000L + host.below(Salt.USER, 9000);
    }

    private static void user(Host host, ByteSink out) {
        out.raw(NAMES.values()[account(host) / NUMBERS]).decimal(account(host) % NUMBERS);
    }

    /** The account last used on a host that people use; below {@link #ACCOUNTS}. */
    static int account(Host host) {
        var name = (int) Long.remainderUnsigned(host.bits(Salt.USER) >>> 20, NAMES.values().length);
        return name * NUMBERS + host.below(Salt.USER, NUMBERS);
    }
}
