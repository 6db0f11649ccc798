package io.ropewalk.alertops.closure.http;

import io.ropewalk.alertops.work.Refused;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a report of a closure is written in. */
enum ClosureFormat {
    JSON(MediaType.APPLICATION_JSON),
    CSV(ClosureFormat.CSV_TYPE),
    MARKDOWN(ClosureFormat.MARKDOWN_TYPE);

    static final String CSV_TYPE = "text/csv";
    static final String MARKDOWN_TYPE = "text/markdown";

    private final String type;

    ClosureFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        MediaType plain = MediaType.valueOf(type);
        return this == JSON ? plain : plain.withCharset("utf-8");
    }

    /** By its name where it is given, else the most wanted of the header. */
    static ClosureFormat of(String name, List<MediaType> accepted) {
        if (name != null) {
            return Arrays.stream(values())
                    .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> Refused.badRequest("format is one of json, csv, markdown."));
        }
        return accepted.stream()
                .flatMap(wanted ->
                        Arrays.stream(values())
                                .filter(it -> wanted.isCompatible(MediaType.valueOf(it.type))))
                .findFirst()
                .orElseThrow(NotAcceptableException::new);
    }
}
