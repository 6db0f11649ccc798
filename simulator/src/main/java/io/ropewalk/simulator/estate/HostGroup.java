package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A host group of a customer. Every customer has the same number of them. */
public record HostGroup(String id, String name, Map<String, String> fields) {

    /** How many groups a customer has. */
    static final int COUNT = 40;

    private static final List<String> TYPES = List.of("static", "dynamic", "staticByID");

    /** All groups of an estate, in the order of their names. */
    public static List<HostGroup> of(Estate estate) {
        var groups = new ArrayList<HostGroup>();
        var host = estate.host();
        for (var which = 0; which < COUNT; which++) {
            var hash = host.shared(Salt.GROUPS, which);
            var id = ByteSink.growing(32);
            writeId(hash, id);
            groups.add(
                    group(
                            id.text(),
                            which,
                            estate.spec().asOf().minus(900 - which, ChronoUnit.DAYS)));
        }
        return List.copyOf(groups);
    }

    private static HostGroup group(String id, int which, Instant created) {
        var name = "Group %02d".formatted(which);
        var type = TYPES.get(which % TYPES.size());
        var rule = type.equals("dynamic") ? "platform_name:'Windows'" : "device_id:[]";
        var fields =
                Map.of(
                        "id",
                        id,
                        "name",
                        name,
                        "description",
                        "Hosts of " + name.toLowerCase(Locale.ROOT),
                        "group_type",
                        type,
                        "assignment_rule",
                        rule,
                        "created_by",
                        "admin@example.com",
                        "created_timestamp",
                        created.toString(),
                        "modified_by",
                        "admin@example.com",
                        "modified_timestamp",
                        created.plus(which, ChronoUnit.HOURS).toString());
        return new HostGroup(id, name, fields);
    }

    static void writeId(long hash, ByteSink out) {
        out.hex(hash, 16).hex(Mix.mix(hash, 1), 16);
    }

    /** Writes it as an element of {@code resources}. */
    public void writeTo(ByteSink out) {
        out.raw("\n  {");
        var separator = "";
        for (var field : fields.keySet().stream().sorted().toList()) {
            out.raw(separator).raw("\n   ").quoted(field).raw(": ").quoted(fields.get(field));
            separator = ",";
        }
        out.raw("\n  }");
    }
}
