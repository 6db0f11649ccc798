package io.ropewalk.inventory.questions.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.testing.TestEstate;
import io.ropewalk.inventory.testing.TestGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs every Cypher block of the manual's page as it stands there. */
class QuestionsPageTest {
    private static final Path PAGE = Path.of("../docs/questions.md");
    private static final int QUESTIONS = 13;
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^### (.+?)$(?:(?!^### )[\\s\\S])*?^```cypher$([\\s\\S]+?);\\s*^```$",
                    Pattern.MULTILINE);
    private static final Map<String, Object> PARAMETERS =
            Map.of(
                    "tenant", "acme",
                    "hostname", "web-1",
                    "below", "7.20.0",
                    "before", "2026-11-05T00:00:00Z",
                    "cve", "CVE-2026-1");

    private static TestGraph graph;
    private static Map<String, String> blocks;

    @BeforeAll
    static void estate() throws IOException {
        graph = TestGraph.empty();
        TestEstate.fill(graph.driver());
        blocks = new LinkedHashMap<>();
        Matcher found = BLOCK.matcher(Files.readString(PAGE));
        while (found.find()) {
            blocks.put(found.group(1), found.group(2));
        }
    }

    @Test
    void everyBlockOfThePageIsRunHere() throws IOException {
        long fences = Files.readAllLines(PAGE).stream().filter("```cypher"::equals).count();
        assertThat(blocks).hasSize((int) fences);
        assertThat(blocks).hasSize(QUESTIONS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Which EC2 instances in production have no sensor?"
                        + "| [[111111111111, eu-west-1, i-2, web-2]]",
                "Which hosts have a critical, exploited vulnerability, and who logged in last?"
                        + "| [[web-1, [CVE-2026-1], eve]]",
                "Which policy protects this host?"
                        + "| [[prevention, Strict, true, true, [Servers]], [sensor_update, N-1, true, true, []]]",
                "How many cloud instances have no sensor, by account and region?"
                        + "| [[111111111111, eu-west-1, 2, 1], [111111111111, us-east-1, 1, 1], [shop, europe-west1-b, 1, 1], [sub-1, westeurope, 1, 1]]",
                "Hosts by platform and sensor version"
                        + "| [[Linux, 7.20.18000.0, 2, 0], [Mac, 7.20.18100.0, 1, 0], [Windows, 6.58.17212.0, 1, 0], [Windows, 7.19.17500.0, 1, 0], [Windows, 7.9.17000.0, 1, 1], [iOS, null, 1, 0]]",
                "Hosts without an applied prevention policy"
                        + "| [[az-0, Windows], [laptop-2, Windows], [laptop-5, Windows], [laptop-7, Mac], [phone-6, iOS], [vm-0, Linux]]",
                "Which sensors are older than a version?"
                        + "| [[az-0, 7.19.17500.0], [laptop-2, 7.9.17000.0], [laptop-5, 6.58.17212.0]]",
                "Which hosts were not seen for long?"
                        + "| [[laptop-5, 2026-10-01T10:00:00Z], [laptop-2, 2026-11-01T10:00:00Z]]",
                "Open findings by severity, rating and exploit status"
                        + "| [[CRITICAL, MEDIUM, 0, false, 2], [CRITICAL, CRITICAL, 90, true, 1], [HIGH, HIGH, 30, true, 1]]",
                "The CVEs on most hosts" + "| [[CVE-2026-2, 2], [CVE-2026-1, 1], [CVE-2026-3, 1]]",
                "Which devices does a CVE affect?| [[SERIAL-1, web-1]]",
                "What stands behind a public address?"
                        + "| [[203.0.113.1, [], 2], [203.0.113.2, [web-1], 0]]",
                "Which hosts cannot be told apart?"
                        + "| [[laptop-2, CLONE-42, [serial_number]], [laptop-5, CLONE-42, [serial_number]]]",
            })
    void theBlockAnswersItsQuestion(String question, String answer) {
        var rows =
                graph.query(blocks.get(question), PARAMETERS).stream()
                        .map(row -> row.asMap().values())
                        .toList();
        assertThat(rows).hasToString(answer);
    }
}
