package io.ropewalk.ioc.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.value.IocType;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against oracles that share no code with the reader. {@code -Psoak} tries ten times as many. */
class StixPatternFuzzTest {
    private static final int COUNT = Integer.getInteger("fuzz.patterns", 20_000);

    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.)*+'", Pattern.DOTALL);
    private static final Pattern NAME =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "(?<![\\w-])(AND|NOT|FOLLOWEDBY|LIKE|MATCHES|ISSUBSET|ISSUPERSET|EXISTS|WITHIN|REPEATS|START|STOP)(?![\\w-])|[<>!]");

    @Property(tries = 1)
    void patternsMeanWhatTheyWereMadeToMean(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < COUNT / 2; i++) {
            RandomPattern made = RandomPattern.make(random);
            assertThat(names(StixPattern.read(made.text())))
                    .as("%s (seed %d)", made.text(), seed)
                    .isEqualTo(made.names());
        }
    }

    @Property(tries = 1)
    void aMutatedPatternNeverNamesAValueThatIsNegatedOrOneOfSeveral(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < COUNT / 2; i++) {
            String text = mutated(RandomPattern.make(random).text(), random);
            if (StixPattern.read(text) instanceof Extraction.Values values) {
                assertThat(objection(text, values)).as("%s (seed %d)", text, seed).isEmpty();
            }
        }
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
        String bare = NAME.matcher(TEXT.matcher(text).replaceAll("_")).replaceAll("_");
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
