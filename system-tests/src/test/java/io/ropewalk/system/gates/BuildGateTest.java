package io.ropewalk.system.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each Checkstyle gate of the build refuses what it is there to refuse, and only that. */
class BuildGateTest {

    private static final String SOUND =
            """
            package planted;

            import jakarta.inject.Inject;
            import java.util.List;
            import org.slf4j.Logger;
            import org.slf4j.LoggerFactory;

            final class Planted {
                private static final Logger LOGGER = LoggerFactory.getLogger(Planted.class);
                private final List<String> names;

                @Inject
                Planted(List<String> names) {
                    this.names = names;
                }

                void run(String message) {
                    // No Class.forName( here.
                    LOGGER.info("run finished");
                    LOGGER.error("run failed", new IllegalStateException("at " + message));
                    String body = "{}";
                    names.add(message + body);
                }

                // command line: prints on purpose
                void print() {
                    System.out.println(names);
                }
                // command line: end
            }
            """;

    @TempDir private Path folder;

    static Stream<Arguments> refusedInMain() {
        return Stream.of(
                arguments("a file of 401 lines", ofLines(401), "FileLength"),
                arguments("a method of 61 lines", method(61), "MethodLength"),
                arguments("a constructor of 61 lines", constructor(61), "MethodLength"),
                arguments(
                        "8 parameters",
                        inClass("void m(" + parameters(8) + ") {}"),
                        "ParameterNumber"),
                arguments(
                        "8 constructor parameters",
                        inClass("Planted(" + parameters(8) + ") {}"),
                        "ParameterNumber"),
                arguments(
                        "a star import", "import java.util.*;\n" + inClass(""), "AvoidStarImport"),
                arguments(
                        "a static star import",
                        "import static java.lang.Math.*;\n" + inClass(""),
                        "AvoidStarImport"),
                arguments("field injection", inClass("@Inject String name;"), "MatchXpath"),
                arguments(
                        "field injection by its full name",
                        inClass("@jakarta.inject.Inject String name;"),
                        "MatchXpath"),
                arguments(
                        "field injection of configuration",
                        inClass("@ConfigProperty(name = \"a\") String name;"),
                        "MatchXpath"),
                arguments(
                        "class loading",
                        inMethod("Class.forName(\"a.B\");"),
                        "RegexpSinglelineJava"),
                arguments("System.out", inMethod("System.out.println(1);"), "RegexpSingleline"),
                arguments("System.err", inMethod("System.err.printf(\"a\");"), "RegexpSingleline"),
                arguments("printStackTrace", inMethod("e.printStackTrace();"), "RegexpSingleline"),
                arguments(
                        "printing after the exempt part",
                        inMethod(
                                "// command line: prints on purpose\n// command line: end\n"
                                        + "System.out.println(1);"),
                        "RegexpSingleline"),
                arguments(
                        "a message with braces",
                        inMethod("LOGGER.info(\"host {} lost\", id);"),
                        "RegexpMultiline"),
                arguments(
                        "a message with braces on the next line",
                        inMethod("LOG.warn(\n        \"host {} lost\", id);"),
                        "RegexpMultiline"),
                arguments(
                        "a formatted message",
                        inMethod("LOG.infof(\"host %s lost\", id);"),
                        "RegexpMultiline"),
                arguments(
                        "a message put together",
                        inMethod("LOG.error(\"host \" + id);"),
                        "RegexpMultiline"));
    }

    static Stream<Arguments> refusedInTests() {
        return Stream.of(
                arguments("a file of 501 lines", ofLines(501), "FileLength"),
                arguments("a method of 61 lines", method(61), "MethodLength"),
                arguments(
                        "a star import", "import java.util.*;\n" + inClass(""), "AvoidStarImport"),
                arguments(
                        "Mockito", "import org.mockito.Mockito;\n" + inClass(""), "IllegalImport"),
                arguments(
                        "Mockito, imported statically",
                        "import static org.mockito.Mockito.mock;\n" + inClass(""),
                        "IllegalImport"),
                arguments(
                        "Mockito by way of Quarkus",
                        "import io.quarkus.test.InjectMock;\n" + inClass(""),
                        "IllegalImport"),
                arguments("sleeping", inMethod("Thread" + ".sleep(10);"), "RegexpSinglelineJava"),
                arguments(
                        "sleeping by way of TimeUnit",
                        inMethod("TimeUnit.SECONDS" + ".sleep(1);"),
                        "RegexpSinglelineJava"));
    }

    static Stream<String> keptByBoth() {
        return Stream.of(
                SOUND,
                ofLines(400),
                method(60),
                inClass("void m(" + parameters(7) + ") {}"),
                "record Planted(" + parameters(9) + ") {}\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedInMain")
    void mainCodeIsRefused(String what, String source, String check) {
        assertThat(Gate.MAIN.violations(folder, source)).as(what).containsExactly(check);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedInTests")
    void testCodeIsRefused(String what, String source, String check) {
        assertThat(Gate.TEST.violations(folder, source)).as(what).containsExactly(check);
    }

    @ParameterizedTest
    @MethodSource("keptByBoth")
    void soundCodePassesBothGates(String source) {
        assertThat(Gate.MAIN.violations(folder, source)).isEmpty();
        assertThat(Gate.TEST.violations(folder, source)).isEmpty();
    }

    @Test
    void testCodeMayBeLongerThanMainCode() {
        assertThat(Gate.TEST.violations(folder, ofLines(500))).isEmpty();
    }

    private static String ofLines(int count) {
        return inClass("// line\n".repeat(count - 2).stripTrailing());
    }

    /** From the opening brace's line to the closing one's, both counted. */
    private static String method(int lines) {
        return inClass("void m() {\n" + "int i;\n".repeat(lines - 2) + "}");
    }

    private static String constructor(int lines) {
        return inClass("Planted() {\n" + "int i;\n".repeat(lines - 2) + "}");
    }

    private static String parameters(int count) {
        List<String> each = IntStream.range(0, count).mapToObj(i -> "int p" + i).toList();
        return String.join(", ", each);
    }

    private static String inMethod(String statement) {
        return inClass("void m() {\n" + statement + "\n}");
    }

    private static String inClass(String member) {
        return "class Planted {\n" + member + "\n}\n";
    }
}
