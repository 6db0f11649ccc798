package io.ropewalk.inventory.assets.file;

import io.ropewalk.inventory.assets.AssetKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the lines of a tenant and kind go. */
final class FilePattern {
    private static final String TENANT = "{tenant}";
    private static final String KIND = "{kind}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]|^\\.+$");

    private final String pattern;
    private final Path root;

    /**
     * @throws IllegalArgumentException when it is no path, or has another placeholder
     */
    FilePattern(String pattern) {
        this.pattern = pattern;
        var placeholders = PLACEHOLDER.matcher(pattern);
        while (placeholders.find()) {
            String found = placeholders.group();
            if (!found.equals(TENANT) && !found.equals(KIND)) {
                throw new IllegalArgumentException(
                        "path knows the placeholders {tenant} and {kind}, not " + found);
            }
        }
        if (pattern.isBlank() || pattern.endsWith("/")) {
            throw new IllegalArgumentException("path must name a file, not a directory");
        }
        int brace = pattern.indexOf('{');
        String fixed = brace < 0 ? pattern : pattern.substring(0, brace);
        int slash = fixed.lastIndexOf('/');
        try {
            this.root = Path.of(slash < 0 ? "." : fixed.substring(0, slash + 1)).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("path is no path of this system", e);
        }
    }

    /** The directory that must exist; those below it are made as they are needed. */
    Path root() {
        return root;
    }

    Path of(String tenant, AssetKind kind) {
        return Path.of(pattern.replace(TENANT, safe(tenant)).replace(KIND, kind.word()))
                .toAbsolutePath();
    }

    // Names come from outside: they must not lead out of the directory.
    private static String safe(String name) {
        String safe = UNSAFE.matcher(name).replaceAll("_");
        return safe.isEmpty() ? "_" : safe;
    }
}
