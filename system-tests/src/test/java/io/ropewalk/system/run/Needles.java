package io.ropewalk.system.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Texts that must appear nowhere, each with a name that may be shown. */
public final class Needles {
    private static final int WINDOW = 1 << 20;

    private final Map<String, String> needles = new TreeMap<>();

    public Needles add(String name, String secret) {
        if (secret.length() < 12) {
            throw new IllegalArgumentException(name + " is too short to be found by accident only");
        }
        needles.put(name, secret);
        return this;
    }

    /** Names of the secrets a text holds. */
    public List<String> in(String text) {
        return needles.entrySet().stream()
                .filter(needle -> text.contains(needle.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@code file: secret} for everything below a folder, binary files too. */
    public List<String> below(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                in(file).forEach(name -> found.add(folder.relativize(file) + ": " + name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private List<String> in(Path file) throws IOException {
        int longest = needles.values().stream().mapToInt(String::length).max().orElse(0);
        var found = new TreeMap<String, Boolean>();
        String tail = "";
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] window = bytes.readNBytes(WINDOW);
            while (window.length > 0) {
                String text = tail + new String(window, StandardCharsets.ISO_8859_1);
                in(text).forEach(name -> found.put(name, true));
                tail = text.substring(Math.max(0, text.length() - longest));
                window = bytes.readNBytes(WINDOW);
            }
        }
        return List.copyOf(found.keySet());
    }
}
