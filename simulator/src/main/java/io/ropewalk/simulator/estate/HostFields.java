package io.ropewalk.simulator.estate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields of a host record in the order they are written; names as in the vendor's swagger
 * ({@code deviceapi.DeviceSwagger}).
 */
public final class HostFields {
    private static final List<HostField> ALL =
            Stream.of(
                            SensorFields.all(),
                            SystemFields.all(),
                            NetworkFields.all(),
                            CloudFields.all(),
                            PeopleFields.all(),
                            PolicyFields.all())
                    .flatMap(List::stream)
                    .toList();
    private static final Map<String, HostField> BY_NAME = byName();

    private HostFields() {}

    public static List<HostField> all() {
        return ALL;
    }

    public static Optional<HostField> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * Those of the names that records hold, in record order; the id and the customer are always
     * among them. A dotted name selects its whole object.
     */
    public static List<HostField> selected(Collection<String> names) {
        var tops = names.stream().map(HostFields::top).toList();
        return ALL.stream()
                .filter(field ->
                        field.name().equals("device_id")
                                || field.name().equals("cid")
                                || tops.contains(field.name()))
                .toList();
    }

    private static String top(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Map<String, HostField> byName() {
        var map = new LinkedHashMap<String, HostField>();
        ALL.forEach(field -> map.put(field.name(), field));
        PolicyFields.filters().forEach(field -> map.put(field.name(), field));
        return Map.copyOf(map);
    }
}
