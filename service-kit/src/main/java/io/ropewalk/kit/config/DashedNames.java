package io.ropewalk.kit.config;

import io.smallrye.config.EnvConfigSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets environment variables give names with dashes to what the user names, such as tenants and
 * sinks: {@code ROPEWALK_SINKS_MY_LAKE_TYPE} is {@code ropewalk.sinks.my-lake.type}. The ordinary
 * rules cannot tell where such a name ends, and would leave the variable out without a word; the
 * {@link KnownKeys} can. Where a variable can be read in two ways, the longer key counts.
 *
 * <p>An environment as far as Quarkus is concerned: from any other kind of source, what the machine
 * of the build has would be written into the package, secrets too.
 */
public final class DashedNames extends EnvConfigSource {
    private static final long serialVersionUID = 1L;

    /**
     * Just behind the environment itself: the names of the same variables are made to fit the keys
     * source by source, and what the environment lists must be made to fit first.
     */
    private static final int ORDINAL = 299;

    private static final String NAME = "([A-Z0-9]+(?:_[A-Z0-9]+)*?)";

    /** How a variable is read whose key has a name in it. {@code end} is what stands behind it. */
    private record Form(String start, String end) {

        /** Empty where the variable is none of this form. */
        Optional<Matcher> read(String name) {
            if (!name.startsWith(variable(start))) {
                return Optional.empty();
            }
            String rest = end.endsWith(".") ? "(.+)" : "((?:_\\d+_)?)";
            var match =
                    Pattern.compile(variable(start) + NAME + variable(end) + rest).matcher(name);
            return match.matches() ? Optional.of(match) : Optional.empty();
        }
    }

    /** Reads the environment of the process. */
    public DashedNames() {
        this(System.getenv());
    }

    /** Reads these variables. */
    public DashedNames(Map<String, String> environment) {
        super(dashed(environment), ORDINAL);
    }

    private static Map<String, String> dashed(Map<String, String> environment) {
        List<Form> forms = forms(KnownKeys.load().patterns());
        Map<String, String> found = new HashMap<>();
        environment.forEach((variable, value) -> {
            for (Form form : forms) {
                var match = form.read(variable);
                if (match.isPresent()) {
                    if (match.get().group(1).contains("_")) {
                        found.put(property(form, match.get()), value);
                    }
                    break;
                }
            }
        });
        return found;
    }

    /** Those that end in a name of their own first: {@code headers.type} is no sink's type. */
    private static List<Form> forms(List<String> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.matches("[^*]+\\*([^*].*)?"))
                .sorted(
                        Comparator.comparing((String pattern) -> !pattern.endsWith("*"))
                                .thenComparing(Comparator.comparingInt(String::length).reversed()))
                .map(DashedNames::form)
                .toList();
    }

    private static Form form(String pattern) {
        int star = pattern.indexOf('*');
        String start = pattern.substring(0, star);
        String end = pattern.substring(star + 1).replace("*", "");
        return new Form(start, end);
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String property(Form form, Matcher match) {
        String name = match.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
        return form.start() + name + form.end() + rest(match.group(2));
    }

    /** As the ordinary rules: {@code _0_} is {@code [0]}, and {@code _A_B_} is {@code "a.b"}. */
    private static String rest(String rest) {
        if (rest.matches("_\\d+_")) {
            return '[' + rest.substring(1, rest.length() - 1) + ']';
        }
        String plain = rest.toLowerCase(Locale.ROOT);
        boolean quoted = plain.matches("_.+_");
        return quoted
                ? '"' + plain.substring(1, plain.length() - 1).replace('_', '.') + '"'
                : plain.replace('_', '.');
    }

    @Override
    public String getName() {
        return "environment variables that hold a name with a dash";
    }
}
