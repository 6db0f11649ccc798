package io.ropewalk.stream.delivery.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a file is put aside, under which name, and which of those are deleted. */
final class Rotation {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern SUFFIX = Pattern.compile("\\.(\\d{8}T\\d{6}Z)\\.(\\d{1,9})");

    private final FileSinkSettings settings;
    private final Clock clock;

    Rotation(FileSinkSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether a file is to be put aside before so many bytes are added to it. */
    boolean isDue(long length, Instant begun, int toAdd) {
        if (length == 0) {
            return false;
        }
        var tooLong = settings.rotateBytes() > 0 && length + toAdd > settings.rotateBytes();
        var tooOld =
                settings.rotateAfter().isPositive()
                        && !now().isBefore(begun.plus(settings.rotateAfter()));
        return tooLong || tooOld;
    }

    /** Puts a file aside: {@code <name>.<UTC time>.<n>}, never over another. */
    void putAside(Path path) throws IOException {
        var stamp = STAMP.format(now());
        for (var n = 1; ; n++) {
            try {
                Files.move(path, path.resolveSibling(path.getFileName() + "." + stamp + "." + n));
                return;
            } catch (FileAlreadyExistsException _) {
                // The next number.
            }
        }
    }

    /** Deletes the oldest of those put aside beyond the number to keep. */
    void prune(Path path) throws IOException {
        if (settings.keep() == 0) {
            return;
        }
        var aside = aside(path);
        for (var old : aside.subList(0, Math.max(0, aside.size() - settings.keep()))) {
            Files.deleteIfExists(old);
        }
    }

    private record Aside(Path path, String stamp, int number) {}

    private static List<Path> aside(Path path) throws IOException {
        var found = new ArrayList<Aside>();
        try (var siblings = Files.newDirectoryStream(path.getParent())) {
            for (var sibling : siblings) {
                parse(path, sibling).ifPresent(found::add);
            }
        }
        return found.stream()
                .sorted(Comparator.comparing(Aside::stamp).thenComparingInt(Aside::number))
                .map(Aside::path)
                .toList();
    }

    private static Optional<Aside> parse(Path path, Path sibling) {
        var name = String.valueOf(sibling.getFileName());
        var own = String.valueOf(path.getFileName());
        if (!name.startsWith(own)) {
            return Optional.empty();
        }
        var suffix = SUFFIX.matcher(name.substring(own.length()));
        return suffix.matches()
                ? Optional.of(
                        new Aside(sibling, suffix.group(1), Integer.parseInt(suffix.group(2))))
                : Optional.empty();
    }
}
