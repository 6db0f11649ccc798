package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.event.PartitionId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the lines of a partition go. */
final class Location {
    private static final String TENANT = "{tenant}";
    private static final String PARTITION = "{partition}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]|^\\.+$");

    private final String pattern;
    private final Path root;

    /**
     * @throws IllegalArgumentException when it is no path, or has another placeholder
     */
    Location(String text) {
        this.pattern = path(text);
        var placeholders = PLACEHOLDER.matcher(pattern);
        while (placeholders.find()) {
            var found = placeholders.group();
            if (!found.equals(TENANT) && !found.equals(PARTITION)) {
                throw new IllegalArgumentException(
                        "url knows the placeholders {tenant} and {partition}, not " + found);
            }
        }
        if (pattern.endsWith("/")) {
            throw new IllegalArgumentException("url must name a file, not a directory");
        }
        this.root = root(pattern);
    }

    /** The directory that must exist; those below it are made as they are needed. */
    Path root() {
        return root;
    }

    /**
     * One spelling for one file, whatever links and dots lead to it; placeholders stay.
     *
     * @throws IOException when the directory cannot be looked at
     */
    Path canonical() throws IOException {
        Path name = Path.of(pattern.substring(fixed(pattern).length()));
        Path file = root.toRealPath().resolve(name).normalize();
        return Files.exists(file) ? file.toRealPath() : file;
    }

    Path of(PartitionId partition) {
        return Path.of(
                        pattern.replace(TENANT, safe(partition.tenant()))
                                .replace(PARTITION, safe(partition.partition())))
                .toAbsolutePath();
    }

    private static Path root(String pattern) {
        String fixed = fixed(pattern);
        try {
            return Path.of(fixed.isEmpty() ? "." : fixed).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("url is no path of this system", e);
        }
    }

    /** The directories before the first placeholder. */
    private static String fixed(String pattern) {
        int brace = pattern.indexOf('{');
        return pattern.substring(
                0, pattern.lastIndexOf('/', brace < 0 ? pattern.length() : brace) + 1);
    }

    // Not through java.net.URI: braces are no characters of a URI.
    private static String path(String text) {
        if (!text.startsWith("file:")) {
            return text;
        }
        try {
            var escaped = text.replace("{", "%7B").replace("}", "%7D");
            var uri = URI.create(escaped);
            var path = uri.getPath() == null ? uri.getSchemeSpecificPart() : uri.getPath();
            if (uri.getAuthority() != null || path.isEmpty()) {
                throw new IllegalArgumentException("url must look like file:///path/to/file");
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url must look like file:///path/to/file", e);
        }
    }

    // Names come from outside: they must not lead out of the directory.
    private static String safe(String name) {
        var safe = UNSAFE.matcher(name).replaceAll("_");
        return safe.isEmpty() ? "_" : safe;
    }
}
