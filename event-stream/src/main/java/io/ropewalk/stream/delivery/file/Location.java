package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.event.PartitionId;
import java.net.URI;
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

    Path of(PartitionId partition) {
        return Path.of(
                        pattern.replace(TENANT, safe(partition.tenant()))
                                .replace(PARTITION, safe(partition.partition())))
                .toAbsolutePath();
    }

    private static Path root(String pattern) {
        var brace = pattern.indexOf('{');
        var fixed = brace < 0 ? pattern : pattern.substring(0, brace);
        var slash = fixed.lastIndexOf('/');
        try {
            return Path.of(slash < 0 ? "." : fixed.substring(0, slash + 1)).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("url is no path of this system", e);
        }
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
