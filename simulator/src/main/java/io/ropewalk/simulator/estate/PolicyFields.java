package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.raw;

import io.ropewalk.simulator.http.ByteSink;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The policies assigned to a host: a short list, and an object by kind. */
final class PolicyFields {
    private static final byte[] COMMA = Texts.bytes(",");
    private static final byte[] QUOTE = Texts.bytes("\"");
    private static final byte[] OBJECT_END = Texts.bytes("\n    }");
    private static final byte[] OBJECTS_END = Texts.bytes("\n   }");
    private static final Map<Policy.Kind, Prefix> PREFIXES = new EnumMap<>(Policy.Kind.class);

    static {
        for (var kind : Policy.Kind.values()) {
            PREFIXES.put(kind, new Prefix(kind));
        }
    }

    private PolicyFields() {}

    static List<HostField> all() {
        return List.of(
                raw(
                        "policies",
                        (host, _, out) -> {
                            out.raw("[\n    {");
                            policy(host, Policy.Kind.PREVENTION, out);
                            out.raw("\n    }\n   ]");
                        }),
                raw(
                        "device_policies",
                        (host, _, out) -> {
                            out.put('{');
                            for (var kind : Policy.Kind.values()) {
                                if (kind != Policy.Kind.PREVENTION) {
                                    out.raw(COMMA);
                                }
                                out.raw(PREFIXES.get(kind).member);
                                policy(host, kind, out);
                                out.raw(OBJECT_END);
                            }
                            out.raw(OBJECTS_END);
                        }));
    }

    /** Fields that filters know and records hold inside {@code device_policies}. */
    static List<HostField> filters() {
        return Arrays.stream(Policy.Kind.values())
                .map(kind ->
                        HostField.text(
                                "device_policies." + kind.member() + ".policy_id",
                                (host, _, out) -> out.raw(host.policy(kind).id())))
                .toList();
    }

    private static void policy(Host host, Policy.Kind kind, ByteSink out) {
        var policy = host.policy(kind);
        out.raw(PREFIXES.get(kind).type).raw(policy.id()).raw(QUOTE);
        out.raw(Member.APPLIED);
        out.raw(applied(host, kind) ? Member.TRUE : Member.FALSE);
        out.raw(Member.SETTINGS).raw(policy.settingsHash()).raw(QUOTE);
        out.raw(Member.ASSIGNED);
        Times.write(host.firstSeen() + 60, out);
        out.raw(QUOTE).raw(Member.APPLIED_DATE);
        Times.write(host.firstSeen() + 90, out);
        out.raw(QUOTE);
    }

    /** One in fifty has not come through yet. */
    private static boolean applied(Host host, Policy.Kind kind) {
        var draw = Mix.mix(host.bits(Salt.SETTINGS), kind.member().length());
        return Long.remainderUnsigned(draw, 50) != 0;
    }

    private static final class Prefix {
        private final byte[] member;
        private final byte[] type;

        private Prefix(Policy.Kind kind) {
            this.member = Texts.bytes("\n    \"" + kind.member() + "\": {");
            this.type =
                    Texts.bytes(
                            "\n     \"policy_type\": \""
                                    + kind.type()
                                    + "\",\n     \"policy_id\": \"");
        }
    }

    private static final class Member {
        private static final byte[] APPLIED = Texts.bytes(",\n     \"applied\": ");
        private static final byte[] SETTINGS = Texts.bytes(",\n     \"settings_hash\": \"");
        private static final byte[] ASSIGNED = Texts.bytes(",\n     \"assigned_date\": \"");
        private static final byte[] APPLIED_DATE = Texts.bytes(",\n     \"applied_date\": \"");
        private static final byte[] TRUE = Texts.bytes("true");
        private static final byte[] FALSE = Texts.bytes("false");
    }
}
