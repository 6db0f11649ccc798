package io.ropewalk.alertops.report.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.ReportCsv;
import io.ropewalk.alertops.report.ReportMarkdown;
import io.ropewalk.alertops.report.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A folder with three files for each report: {@code <id>.json}, {@code .csv} and {@code .md}. */
public final class ReportFiles implements Shelf {
    private final Path folder;
    private final ObjectMapper json;

    public ReportFiles(Path folder, ObjectMapper json) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    public void put(String id, HashReport report) {
        try {
            Files.createDirectories(folder);
            write(id + ".json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
            write(id + ".csv", ReportCsv.of(report).getBytes(StandardCharsets.UTF_8));
            write(id + ".md", ReportMarkdown.of(report).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whole or not at all, for who watches the folder. */
    private void write(String name, byte[] content) throws IOException {
        Path part = folder.resolve(name + ".part");
        Files.write(part, content);
        Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
