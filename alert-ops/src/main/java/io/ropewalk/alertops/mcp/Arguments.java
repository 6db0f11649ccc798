package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All arguments of a tool. A name that is not among them is an error, not ignored. */
public record Arguments(List<Argument> all) {
    public Arguments {
        all = List.copyOf(all);
    }

    /**
     * The arguments of one call.
     *
     * @param values by name, as their arguments read them; what was not given is not in it
     */
    public record Given(Map<String, Object> values) {
        public Given {
            values = Map.copyOf(values);
        }

        public Optional<String> text(String name) {
            return Optional.ofNullable((String) values.get(name));
        }

        public int whole(String name, int standard) {
            return (Integer) values.getOrDefault(name, standard);
        }

        public boolean flag(String name) {
            return Boolean.TRUE.equals(values.get(name));
        }

        /** Several texts; none where it was not given. */
        public List<String> texts(String name) {
            List<?> given = (List<?>) values.getOrDefault(name, List.of());
            return given.stream().map(String.class::cast).toList();
        }
    }

    /** JSON Schema 2020-12 of the whole. */
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        all.forEach(it -> properties.put(it.name(), it.schema()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required", all.stream().filter(Argument::required).map(Argument::name).toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    /**
     * Reads a call. An argument that is null counts as not given: some assistants name all.
     *
     * @throws Refused with a sentence that says what is right
     */
    public Given read(Map<String, Object> raw) {
        Map<String, Argument> known = new LinkedHashMap<>();
        all.forEach(it -> known.put(it.name(), it));
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Object> one : raw.entrySet()) {
            Argument argument = known.get(one.getKey());
            if (argument == null) {
                throw Refused.badRequest(
                        "There is an argument this tool does not have; it takes "
                                + String.join(", ", known.keySet())
                                + ".");
            }
            if (one.getValue() != null) {
                values.put(one.getKey(), argument.read(one.getValue()));
            }
        }
        List<String> missing =
                all.stream()
                        .filter(it -> it.required() && !values.containsKey(it.name()))
                        .map(Argument::name)
                        .collect(Collectors.toList());
        if (!missing.isEmpty()) {
            throw Refused.badRequest(String.join(", ", missing) + " must be given.");
        }
        return new Given(values);
    }
}
