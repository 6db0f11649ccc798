package io.ropewalk.kit.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Runs a service and, when it cannot start, prints one sentence instead of a stack trace and exits
 * with code 1. A failure nobody foresaw is still logged whole: it is a bug, and the trace is what
 * helps.
 */
public final class Launcher {
    private static final Logger LOG = Logger.getLogger(Launcher.class);

    /** How the management interface says that its port is taken; it has no exception of its own. */
    private static final String MANAGEMENT_TAKEN = "Unable to start the management interface on ";

    /** What SmallRye Config says of a word that is none of an enum's. */
    private static final Pattern CHOICE =
            Pattern.compile(
                    "config property (\\S+) with the config value \"([^\"]*)\".*allowed values: (.*)",
                    Pattern.DOTALL);

    /** What it says of a list without elements, or of nothing where a value is needed. */
    private static final Pattern NOTHING =
            Pattern.compile(
                    "config property (\\S+) (?:is defined as the empty String|with the config value \"[^\"]*\" was converted to null)");

    private static final Pattern NOISE =
            Pattern.compile("(\\b[a-z]+\\.)+[A-Z]\\w*(Exception|Error): |\\bSRCFG\\d+: ?");

    private static final String NO_GRAPH =
            "quarkus.neo4j.uri is not usable; it looks like bolt://127.0.0.1:7687";

    /** Libraries that refuse what a key says without naming it, by a class or method on the way. */
    private static final Map<String, String> KEY_OF =
            Map.of(
                    "io.quarkus.neo4j.runtime.Neo4jDriverRecorder.toAuthToken",
                    "quarkus.neo4j.authentication.value is not usable; it looks like user/password",
                    "io.quarkus.neo4j.runtime.Neo4jConfiguration$TrustSettings",
                    "quarkus.neo4j.trust-settings.cert-file is not usable; it names the file with the authority behind the certificate of Neo4j",
                    "org.neo4j.driver.GraphDatabase",
                    NO_GRAPH,
                    "org.neo4j.driver.internal.Scheme",
                    NO_GRAPH,
                    "io.quarkus.oidc.runtime.OidcRecorder",
                    "quarkus.oidc.* is not usable (auth-server-url, or public-key as in a PEM file, without its first and last line)");

    private Launcher() {}

    /** Called by the {@code main} of each service. */
    public static void run(String... args) {
        run(() -> {}, args);
    }

    /**
     * Likewise.
     *
     * @param beside what the service's parts will need, done once on a thread beside the start, so
     *     that its classes are there when they are wanted
     */
    public static void run(Runnable beside, String... args) {
        WarmUp.begin(beside);
        IdleHeap.watch();
        Quarkus.run(null, Launcher::exit, args);
    }

    private static void exit(int code, Throwable failure) {
        if (failure != null) {
            sentence(failure)
                    .ifPresentOrElse(
                            Launcher::print,
                            () -> LOG.fatal("the service failed to start", failure));
        }
        System.exit(failure != null && code == 0 ? 1 : code);
    }

    /** The sentence for a failure that a user can mend, or empty for one that only we can. */
    static Optional<String> sentence(Throwable failure) {
        Set<Throwable> seen = new LinkedHashSet<>();
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            if (t instanceof StartFailure known) {
                return Optional.of(known.getMessage());
            }
            if (t instanceof ConfigValidationException invalid) {
                return Optional.of(problems(invalid));
            }
            if (t instanceof QuarkusBindException taken) {
                return Optional.of(port(String.valueOf(taken.getPort())));
            }
            String message = String.valueOf(t.getMessage());
            if (message.startsWith(MANAGEMENT_TAKEN) && t.getCause() instanceof BindException) {
                return Optional.of(port(message.substring(message.lastIndexOf(':') + 1)));
            }
            if (message.contains("'quarkus.oidc.auth-server-url' property must be configured")) {
                return Optional.of(ApiSecurity.NO_VERIFIER);
            }
            if (t instanceof ConfigurationException invalid) {
                return Optional.of("The configuration is not usable: " + invalid.getMessage());
            }
        }
        return seen.stream().flatMap(Launcher::refusedByLibrary).findFirst();
    }

    private static Stream<String> refusedByLibrary(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(Launcher::key)
                .filter(Objects::nonNull)
                .map(what ->
                        failure.getMessage() == null
                                ? what + "."
                                : what + ": " + failure.getMessage())
                .limit(1);
    }

    private static String key(StackTraceElement frame) {
        String method = frame.getClassName() + "." + frame.getMethodName();
        return KEY_OF.getOrDefault(method, KEY_OF.get(frame.getClassName()));
    }

    private static String problems(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> plain(invalid.getProblem(i).getMessage()))
                .collect(Collectors.joining(" ", "The configuration is not usable: ", ""));
    }

    /** Without names of classes and of messages, which help nobody who sets a key. */
    static String plain(String problem) {
        Matcher choice = CHOICE.matcher(problem);
        if (choice.find()) {
            return "%s is one of %s, not \"%s\"."
                    .formatted(
                            choice.group(1),
                            choice.group(3).strip().replace(",", ", "),
                            choice.group(2));
        }
        Matcher nothing = NOTHING.matcher(problem);
        if (nothing.find()) {
            return "%s is set to nothing; give it a value, or remove it for its default."
                    .formatted(nothing.group(1));
        }
        return NOISE.matcher(problem).replaceAll("");
    }

    private static String port(String port) {
        return "Port "
                + port
                + " is taken by another process; choose another with QUARKUS_HTTP_PORT (API)"
                + " or QUARKUS_MANAGEMENT_PORT (health and metrics).";
    }

    // command line: prints on purpose
    private static void print(String sentence) {
        System.err.println("Cannot start: " + sentence);
        System.err.flush();
    }
    // command line: end
}
