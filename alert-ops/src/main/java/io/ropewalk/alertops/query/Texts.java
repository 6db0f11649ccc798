package io.ropewalk.alertops.query;

import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TextField;
import java.util.List;
import java.util.Locale;

/** Parameters and filters that several questions share. */
final class Texts {
    static final Parameter HOSTNAMES =
            Parameter.text(
                            "hostname",
                            "Name of the host. Names are not unique: all hosts of it are meant.",
                            "srv-prod-001")
                    .several();
    static final Parameter HOST_IDS =
            Parameter.formed(
                            "hostId",
                            "[0-9A-Fa-f]{32}",
                            "Agent id of the host.",
                            "00000000000000000000000000000001")
                    .several();

    private Texts() {}

    /** As the vendor keeps ids and hashes. */
    static List<String> lower(List<String> values) {
        return values.stream().map(it -> it.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    static List<String> upper(List<String> values) {
        return values.stream().map(it -> it.toUpperCase(Locale.ROOT)).distinct().toList();
    }

    /** What any of these fields has to be for any of these values; everything for none. */
    static Filter anyField(List<TextField> fields, List<String> values) {
        return values.isEmpty()
                ? Filter.NONE
                : Filter.anyOf(fields.stream().map(field -> Match.any(field, values)).toList());
    }
}
