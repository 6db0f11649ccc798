package io.ropewalk.alertops.report.http;

import io.ropewalk.alertops.query.Arguments;
import io.ropewalk.alertops.query.Parameter;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a report is written in. */
enum ReportFormat {
    JSON(MediaType.APPLICATION_JSON),
    CSV(ReportFormat.CSV_TYPE),
    MARKDOWN(ReportFormat.MARKDOWN_TYPE);

    static final String CSV_TYPE = "text/csv";
    static final String MARKDOWN_TYPE = "text/markdown";

    static final Parameter PARAMETER =
            Parameter.word(
                    "format",
                    List.of("json", "csv", "markdown"),
                    "What the report is written in, in place of the header Accept.");

    private final String type;

    ReportFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        MediaType plain = MediaType.valueOf(type);
        return this == JSON ? plain : plain.withCharset("utf-8");
    }

    /** By the parameter, else the most wanted of the header. */
    static ReportFormat of(Arguments in, List<MediaType> accepted) {
        return in.one(PARAMETER)
                .map(it -> valueOf(it.toUpperCase(Locale.ROOT)))
                .orElseGet(() -> of(accepted));
    }

    private static ReportFormat of(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(wanted -> Arrays.stream(values()).filter(it -> it.fits(wanted)))
                .findFirst()
                .orElseThrow(NotAcceptableException::new);
    }

    private boolean fits(MediaType wanted) {
        return wanted.isCompatible(MediaType.valueOf(type));
    }
}
