package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A host group of a customer. Every customer begins with the same number of them. */
public record HostGroup(String id, String name, Map<String, String> fields) {

    /** How many groups a customer has. */
    static final int COUNT = 40;

    private static final List<String> TYPES = List.of("static", "dynamic", "staticByID");

    /** All groups of an estate, in the order they were made. */
    public static List<HostGroup> of(Estate estate) {
        var groups = new ArrayList<HostGroup>();
        for (var which = 0; which < COUNT; which++) {
            var id = id(estate, which);
            if (!estate.spec().edits().deleted(id)) {
                groups.add(group(id, which, estate.spec()));
            }
        }
        return List.copyOf(groups);
    }

    static String id(Estate estate, int which) {
        var id = ByteSink.growing(32);
        writeId(estate.host().shared(Salt.GROUPS, which), id);
        return id.text();
    }

    private static HostGroup group(String id, int which, EstateSpec spec) {
        var created = spec.asOf().minus(900L - which, ChronoUnit.DAYS);
        var name = spec.edits().name(id, "Group %02d".formatted(which));
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
                        spec.edits()
                                .time(id)
                                .orElse(created.plus(which, ChronoUnit.HOURS))
                                .toString());
        return new HostGroup(id, name, fields);
    }

    static void writeId(long hash, ByteSink out) {
        out.hex(hash, 16).hex(Mix.mix(hash, 1), 16);
    }

    /** Writes its members. */
    public void writeTo(Json json) {
        fields.keySet().stream().sorted().forEach(field -> json.text(field, fields.get(field)));
    }
}
