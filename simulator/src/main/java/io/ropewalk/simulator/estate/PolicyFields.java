package io.ropewalk.simulator.estate;

import static io.ropewalk.simulator.estate.HostField.raw;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;

/** The policies assigned to a host: a short list, and an object by kind. */
final class PolicyFields {
    private static final int POLICIES_OF_A_KIND = 6;
    private static final List<Kind> KINDS =
            List.of(
                    new Kind("prevention", "prevention"),
                    new Kind("sensor_update", "sensor-update"),
                    new Kind("device_control", "device-control"),
                    new Kind("remote_response", "remote-response"));

    private static final byte[] COMMA = Texts.bytes(",");
    private static final byte[] QUOTE = Texts.bytes("\"");
    private static final byte[] OBJECT_END = Texts.bytes("\n    }");
    private static final byte[] OBJECTS_END = Texts.bytes("\n   }");

    private PolicyFields() {}

    static List<HostField> all() {
        return List.of(
                raw(
                        "policies",
                        (host, _, out) -> {
                            out.raw("[\n    {");
                            policy(host, 0, out);
                            out.raw("\n    }\n   ]");
                        }),
                raw(
                        "device_policies",
                        (host, _, out) -> {
                            out.put('{');
                            for (var kind = 0; kind < KINDS.size(); kind++) {
                                if (kind > 0) {
                                    out.raw(COMMA);
                                }
                                out.raw(KINDS.get(kind).member);
                                policy(host, kind, out);
                                out.raw(OBJECT_END);
                            }
                            out.raw(OBJECTS_END);
                        }));
    }

    private static void policy(Host host, int index, ByteSink out) {
        var kind = KINDS.get(index);
        var which =
                Long.remainderUnsigned(host.bits(Salt.POLICY_KIND) >>> index, POLICIES_OF_A_KIND);
        var hash = host.shared(Salt.POLICY, index * 100L + which);
        out.raw(kind.type).hex(hash, 16).hex(Mix.mix(hash, 1), 16).raw(QUOTE);
        out.raw(Member.APPLIED);
        out.raw(
                Long.remainderUnsigned(host.bits(Salt.SETTINGS) >>> index, 50) == 0
                        ? Member.FALSE
                        : Member.TRUE);
        out.raw(Member.SETTINGS).hex(Mix.mix(hash, 2), 8).raw(QUOTE);
        out.raw(Member.ASSIGNED);
        Times.write(host.firstSeen() + 60, out);
        out.raw(QUOTE).raw(Member.APPLIED_DATE);
        Times.write(host.firstSeen() + 90, out);
        out.raw(QUOTE);
    }

    private static final class Kind {
        private final byte[] member;
        private final byte[] type;

        private Kind(String member, String type) {
            this.member = Texts.bytes("\n    \"" + member + "\": {");
            this.type =
                    Texts.bytes(
                            "\n     \"policy_type\": \"" + type + "\",\n     \"policy_id\": \"");
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
