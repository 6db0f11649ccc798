package io.ropewalk.ioc.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ropewalk.ioc.value.IocType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Against oracles that share no code with the reader. {@code -Psoak} tries ten times as many. All
 * together may take 5 ms for each pattern; how long the longest took is printed.
 */
class StixPatternFuzzTest {
    private static final int COUNT = Integer.getInteger("fuzz.patterns", 20_000);
    private static final Duration EACH = Duration.ofMillis(5);

    /** In single quotes, or in double ones; what opens first holds the other. */
    private static final Pattern TEXT =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);

    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "(?<![\\w-])(AND|NOT|FOLLOWEDBY|LIKE|MATCHES|ISSUBSET|ISSUPERSET|EXISTS|WITHIN|REPEATS|START|STOP)(?![\\w-])|[<>!]");

    @Property(tries = 1)
    void patternsMeanWhatTheyWereMadeToMean(@ForAll long seed) {
        Random random = new Random(seed);
        inTime(
                "random",
                reading -> {
                    RandomPattern made = RandomPattern.make(random);
                    assertThat(names(reading.of(made.text())))
                            .as("%s (seed %d)", made.text(), seed)
                            .isEqualTo(made.names());
                });
    }

    @Property(tries = 1)
    void aMutatedPatternNeverNamesAValueThatIsNegatedOrOneOfSeveral(@ForAll long seed) {
        Random random = new Random(seed);
        inTime(
                "mutated",
                reading -> {
                    String text = mutated(RandomPattern.make(random).text(), random);
                    if (reading.of(text) instanceof Extraction.Values values) {
                        assertThat(objection(text, values))
                                .as("%s (seed %d)", text, seed)
                                .isEmpty();
                    }
                });
    }

    /** As long as a pattern may be. */
    static List<String> hostile() {
        int length = StixPattern.MAX_LENGTH;
        String leaf = "domain-name:value = 'a.example'";
        return Stream.of(
                        "(".repeat(length),
                        "[".repeat(length),
                        "[" + "(".repeat(length - 1),
                        "[" + "NOT ".repeat(length / 5),
                        "[" + leaf + " OR ".repeat(length / 5),
                        "[" + (leaf + " OR ").repeat(length / 40) + leaf + "]",
                        ("[" + leaf + "] OR ").repeat(length / 40) + "[" + leaf + "]",
                        ("[" + leaf + "] AND ").repeat(length / 40) + "[" + leaf + "]",
                        "[ipv4-addr:value IN (" + "'192.0.2.1',".repeat(length / 13) + "'x')]",
                        "[domain-name:value = '" + "a.".repeat(length / 2 - 20) + "']",
                        "[ipv4-addr:value = '" + ".".repeat(length - 30) + "']",
                        "[ipv6-addr:value = '" + ":".repeat(length - 30) + "']",
                        "[domain-name:value = '" + "\\".repeat(length - 30),
                        "[domain-name:value = '" + "\\'".repeat(length / 2 - 20) + "']",
                        "[a:" + "b.".repeat(length / 2 - 10) + "c = 'd']",
                        "[a:b" + "[*]".repeat(length / 3 - 10) + " = 'd']",
                        "[a:b = " + "1".repeat(length - 20) + "]",
                        " ".repeat(length),
                        "\u0000".repeat(length))
                .toList();
    }

    @Example
    void noPatternHoweverLongHangs() {
        for (String text : hostile()) {
            assertThat(text.length()).isLessThanOrEqualTo(StixPattern.MAX_LENGTH);
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    var reading = new Reading();
                    hostile().forEach(reading::of);
                    reading.tell("hostile");
                });
    }

    /**
     * Reads patterns and keeps the longest time one took, by the clock and by the processor: other
     * programs run meanwhile.
     */
    private static final class Reading {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private int patterns;
        private long longest;
        private long longestUsed;
        private long sum;

        Extraction of(String text) {
            long used = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            Extraction found = StixPattern.read(text);
            long took = System.nanoTime() - start;
            longestUsed = Math.max(longestUsed, THREADS.getCurrentThreadCpuTime() - used);
            patterns++;
            longest = Math.max(longest, took);
            sum += took;
            return found;
        }

        void tell(String kind) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d %s patterns read: longest %.2f ms (processor %.2f ms), mean %.4f ms%n",
                    patterns,
                    kind,
                    longest / 1e6,
                    longestUsed / 1e6,
                    sum / 1e6 / patterns);
        }
    }

    /** One half of all. */
    private static void inTime(String kind, Consumer<Reading> one) {
        assertTimeoutPreemptively(
                EACH.multipliedBy(COUNT),
                () -> {
                    // Loads the classes.
                    var _ = StixPattern.read("[domain-name:value = 'é.example' OR a:b = 'c']");
                    var reading = new Reading();
                    for (int i = 0; i < COUNT / 2; i++) {
                        one.accept(reading);
                    }
                    reading.tell(kind);
                });
    }

    @Example
    void theOracleObjectsToWhatMustNotPass() {
        var some = (Extraction.Values) StixPattern.read("[domain-name:value = 'a.example']");
        assertThat(objection("[domain-name:value != 'a.example']", some)).isNotEmpty();
        assertThat(objection("[domain-name:value = 'a.example'] AND [x:y = 'z']", some))
                .isNotEmpty();
        assertThat(objection("[domain-name:value = 'b.example']", some)).isNotEmpty();
        assertThat(objection("[domain-name:value = 'a.example' OR x:y = 'a AND b']", some))
                .isEmpty();
    }

    /** Without its texts, a pattern that names values has no operator but OR, = and IN. */
    private static String objection(String text, Extraction.Values values) {
        String bare = TEXT.matcher(text).replaceAll("_");
        Matcher operator = FORBIDDEN.matcher(bare);
        if (operator.find()) {
            return "has " + operator.group();
        }
        if (count(bare, '[') != count(bare, ']') || count(bare, '(') != count(bare, ')')) {
            return "is out of balance";
        }
        if (bare.contains("'") || bare.contains("\"")) {
            return "has a quote too many";
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean literal = text.chars().allMatch(it -> it < 128) && !text.contains("[.]");
        return values.values().stream()
                .filter(it -> it.type().isHash() || (literal && it.type() == IocType.DOMAIN))
                .filter(it -> !lower.contains(it.value()))
                .map(it -> "does not hold " + it)
                .collect(Collectors.joining());
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(it -> it == wanted).count();
    }

    private static final String[] PIECES = {
        "AND",
        "OR",
        "NOT",
        "!=",
        "=",
        "IN",
        "(",
        ")",
        "[",
        "]",
        "'",
        "\\",
        "\"",
        " ",
        ",",
        ":",
        ".",
        "WITHIN",
        "FOLLOWEDBY",
        "LIKE",
        "<",
        ">",
        "'a.example'",
        "domain-name:value",
        "é",
        "\u0000",
        "\n",
        "t'",
        "*",
        "-",
        "5",
        "AND ",
        " NOT "
    };

    private static String mutated(String text, Random random) {
        StringBuilder it = new StringBuilder(text);
        for (int n = 1 + random.nextInt(4); n > 0 && !it.isEmpty(); n--) {
            int at = random.nextInt(it.length());
            int end = Math.min(it.length(), at + 1 + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> it.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> it.delete(at, end);
                case 2 -> it.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                case 3 -> it.insert(at, it.substring(at, end));
                default -> it.setCharAt(at, (char) random.nextInt(256));
            }
        }
        return it.toString();
    }

    private static Set<String> names(Extraction found) {
        return found instanceof Extraction.Values it
                ? it.values().stream()
                        .map(value -> value.type().word() + " " + value.value())
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }
}
