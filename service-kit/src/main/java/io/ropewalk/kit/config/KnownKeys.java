package io.ropewalk.kit.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every configuration key of the suite, by name. One list for all services, because a deployment
 * often gives all of them the same environment: a key of another service is not a mistake, a
 * misspelt one is.
 *
 * <p>In a pattern, {@code *} stands for one name chosen by the user (which may be quoted and hold
 * dots), and {@code **} for all that follows.
 */
public final class KnownKeys {
    private static final String RESOURCE = "ropewalk-keys.txt";

    /** Variables Kubernetes itself makes for a Service whose name starts with "ropewalk". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "ROPEWALK(_.*)?_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP)(_.*)?)");

    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9*]");

    /** The list never changes while a process runs, and is asked for several times at its start. */
    private static final class Shipped {
        static final KnownKeys KEYS = read();
    }

    /**
     * One line of the list. Most keys are told apart by how they begin, so an expression is made
     * only for those that may match: at the start of a service each one is asked for few names.
     */
    private record Known(String pattern) {

        boolean isProperty(String name) {
            return name.startsWith(literal(pattern)) && property(pattern).matcher(name).matches();
        }

        boolean isVariable(String name) {
            return name.startsWith(variableName(literal(pattern)))
                    && variable(pattern).matcher(name).matches();
        }

        private static String literal(String pattern) {
            int star = pattern.indexOf('*');
            return star < 0 ? pattern : pattern.substring(0, star);
        }
    }

    private final List<Known> known;

    private KnownKeys(List<Known> known) {
        this.known = known;
    }

    /** The list that ships with the suite. */
    public static KnownKeys load() {
        return Shipped.KEYS;
    }

    private static KnownKeys read() {
        try (InputStream in = KnownKeys.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the class path");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return of(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list from lines; blank ones and those that start with {@code #} do not count. */
    static KnownKeys of(List<String> lines) {
        return new KnownKeys(
                lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Known::new)
                        .toList());
    }

    /** The lines of the list. */
    List<String> patterns() {
        return known.stream().map(Known::pattern).toList();
    }

    /** Whether a property name, as in a file, is known. */
    public boolean knowsProperty(String name) {
        return known.stream().anyMatch(k -> k.isProperty(name));
    }

    /** Whether the name of an environment variable is known, or is one that Kubernetes makes. */
    public boolean knowsVariable(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return SERVICE_LINK.matcher(upper).matches()
                || known.stream().anyMatch(k -> k.isVariable(upper));
    }

    /** The known property whose name is the least edits away. */
    public Optional<String> nearestProperty(String name) {
        return known.stream()
                .map(Known::pattern)
                .min(Comparator.comparingInt(p -> Edits.between(p, name)));
    }

    /** The known environment variable whose name is the least edits away. */
    public Optional<String> nearestVariable(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return known.stream()
                .map(k -> variableName(k.pattern()))
                .min(Comparator.comparingInt(p -> Edits.between(p, upper)));
    }

    private static Pattern property(String pattern) {
        String regex =
                Pattern.quote(pattern)
                        .replace("**", "\\E.+\\Q")
                        .replace("*", "\\E(\"[^\"]+\"|[^.]+)\\Q")
                        .replace("\\Q\\E", "");
        return Pattern.compile(regex + "(\\[\\d+])?");
    }

    private static Pattern variable(String pattern) {
        return Pattern.compile(variableName(pattern).replace("*", ".+") + "(_\\d+_)?");
    }

    private static String variableName(String pattern) {
        return NO_LETTER
                .matcher(pattern.replace("**", "*"))
                .replaceAll("_")
                .toUpperCase(Locale.ROOT);
    }
}
