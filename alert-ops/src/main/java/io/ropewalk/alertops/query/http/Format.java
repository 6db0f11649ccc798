package io.ropewalk.alertops.query.http;

import io.ropewalk.alertops.query.Arguments;
import io.ropewalk.alertops.query.Parameter;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an answer is written in. */
enum Format {
    JSON(MediaType.APPLICATION_JSON),
    CSV(Format.CSV_TYPE),
    NDJSON(Format.NDJSON_TYPE);

    static final String CSV_TYPE = "text/csv";
    static final String NDJSON_TYPE = "application/x-ndjson";

    static final Parameter PARAMETER =
            Parameter.word(
                    "format",
                    List.of("json", "csv", "ndjson"),
                    "What the answer is written in, in place of the header Accept. In CSV and NDJSON"
                            + " stand the items only; next is in the header X-Ropewalk-Next.");

    private final String type;

    Format(String type) {
        this.type = type;
    }

    MediaType type() {
        return this == CSV ? MediaType.valueOf(type).withCharset("utf-8") : MediaType.valueOf(type);
    }

    /** By the parameter, else the most wanted of the header. */
    static Format of(Arguments in, List<MediaType> accepted) {
        return in.one(PARAMETER)
                .map(it -> valueOf(it.toUpperCase(Locale.ROOT)))
                .orElseGet(() ->
                        accepted.stream()
                                .flatMap(wanted ->
                                        Arrays.stream(values())
                                                .filter(it -> wanted.isCompatible(MediaType.valueOf(it.type))))
                                .findFirst()
                                .orElseThrow(NotAcceptableException::new));
    }
}
