package io.ropewalk.system.deploy;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class Policies {
    static final Policy SCHEMA = new SchemaPolicy();

    private Policies() {}

    static List<Policy> all() {
        return Stream.of(
                        Stream.of(SCHEMA),
                        Stream.of(PodPolicy.values()),
                        Stream.of(NetworkRule.values()),
                        Stream.of(ReferenceRule.values()),
                        Stream.of(ServiceRule.values()),
                        Stream.of(AvailabilityRule.values()))
                .<Policy>flatMap(s -> s)
                .toList();
    }
}
