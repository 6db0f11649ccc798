package io.ropewalk.system.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Texts that must appear nowhere, each with a name that may be shown. */
public final class Needles {
    /** Characters; what is shorter would be found by accident. */
    public static final int LEAST = 10;

    private static final int WINDOW = 1 << 20;

    private final Map<String, String> needles = new TreeMap<>();

    public Needles add(String name, String secret) {
        if (secret.length() < LEAST) {
            throw new IllegalArgumentException(name + " is too short to be found by accident only");
        }
        needles.put(name, secret);
        return this;
    }

    /**
     * Adds a secret as text, as programs keep it and as it may be packed: in two bytes a character,
     * in hexadecimal digits, in Base64 at each of the three places where it may begin there.
     */
    public Needles addPacked(String name, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        add(name, secret);
        needles.put(name + ", UTF-16", String.join("\0", secret.split("")));
        needles.put(name + ", hexadecimal", HexFormat.of().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            byte[] moved = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, moved, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(moved);
            // Digits that depend on what stands before and after.
            int first = before == 0 ? 0 : before + 1;
            int last = text.length() - (moved.length % 3 == 0 ? 0 : 1);
            needles.put(name + ", Base64 " + before, text.substring(first, last));
        }
        return this;
    }

    /** Names of the secrets a text holds. */
    public List<String> in(String text) {
        return needles.entrySet().stream()
                .filter(needle -> text.contains(needle.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@code file: secret} for everything below a folder, binary files and what is in jars too. */
    public List<String> below(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                try (InputStream bytes = Files.newInputStream(file)) {
                    in(bytes).forEach(secret -> found.add(name + ": " + secret));
                }
                if (name.endsWith(".jar")) {
                    found.addAll(inJar(file, name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private List<String> inJar(Path file, String name) throws IOException {
        List<String> found = new ArrayList<>();
        try (var jar = new JarFile(file.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                try (InputStream bytes = jar.getInputStream(entry)) {
                    in(bytes)
                            .forEach(secret ->
                                    found.add(name + "!" + entry.getName() + ": " + secret));
                }
            }
        }
        return found;
    }

    private List<String> in(InputStream bytes) throws IOException {
        int longest = needles.values().stream().mapToInt(String::length).max().orElse(0);
        var found = new TreeSet<String>();
        String tail = "";
        byte[] window = bytes.readNBytes(WINDOW);
        while (window.length > 0) {
            String text = tail + new String(window, StandardCharsets.ISO_8859_1);
            found.addAll(in(text));
            tail = text.substring(Math.max(0, text.length() - longest));
            window = bytes.readNBytes(WINDOW);
        }
        return List.copyOf(found);
    }
}
