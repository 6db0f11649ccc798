package io.ropewalk.ioc.indicator.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.ioc.indicator.Indicator;
import io.ropewalk.ioc.indicator.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a STIX indicator with OpenCTI's extensions. Lenient where producers differ: a flag may be
 * text. Strict where a guess would do harm: a date that cannot be read is not "no date".
 */
public final class IndicatorJson {
    private static final String OPENCTI =
            "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba";
    private static final String MITRE =
            "extension-definition--322b8f77-262a-4cb8-a915-1e441e00329b";

    private IndicatorJson() {}

    /** Whether it says that it is one. */
    public static boolean isIndicator(JsonNode object) {
        return object.path("type").asText().equals("indicator");
    }

    /**
     * Reads one.
     *
     * @throws Unreadable with what is wrong
     */
    public static Indicator read(JsonNode object) {
        if (!isIndicator(object)) {
            throw new Unreadable("it is no indicator");
        }
        JsonNode own = object.path("extensions").path(OPENCTI);
        String id = text(object, "id");
        if (id.isEmpty()) {
            throw new Unreadable("it has no id");
        }
        return new Indicator(
                id,
                version(object, own),
                text(object, "pattern_type").isEmpty() ? "stix" : text(object, "pattern_type"),
                text(object, "pattern"),
                flag(object.path("revoked")),
                time(object, "valid_until"),
                score(own, object),
                texts(object.path("labels")),
                texts(object.path("extensions").path(MITRE).path("platforms")),
                new Indicator.About(
                        text(object, "name"), text(object, "description"), text(own, "id")));
    }

    private static Instant version(JsonNode object, JsonNode own) {
        return time(own, "updated_at")
                .or(() -> time(object, "modified"))
                .or(() -> time(object, "created"))
                .orElseThrow(() -> new Unreadable("it says nowhere when it was changed"));
    }

    private static Optional<Instant> time(JsonNode object, String name) {
        String text = text(object, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            throw new Unreadable(name + " is no time");
        }
    }

    private static OptionalInt score(JsonNode own, JsonNode object) {
        for (JsonNode at : List.of(own.path("score"), object.path("x_opencti_score"))) {
            if (at.isNumber()) {
                return OptionalInt.of(at.intValue());
            }
            if (at.isTextual() && at.textValue().strip().matches("\\d{1,3}")) {
                return OptionalInt.of(Integer.parseInt(at.textValue().strip()));
            }
        }
        return OptionalInt.empty();
    }

    private static boolean flag(JsonNode at) {
        return at.asText().strip().equalsIgnoreCase("true");
    }

    private static String text(JsonNode object, String name) {
        JsonNode at = object.path(name);
        return at.isTextual() ? at.textValue() : "";
    }

    private static List<String> texts(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(at -> {
            if (at.isTextual()) {
                found.add(at.textValue());
            }
        });
        return found;
    }
}
