package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The runbook has a section for every alert, and none for an alert that is not. */
class RunbookTest {

    /** What stands below each heading of the third level that names an alert. */
    private static Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readAllLines(Repository.root().resolve("docs/runbook.md"))) {
            if (line.startsWith("#")) {
                current = new ArrayList<>();
                if (line.startsWith("### Ropewalk")) {
                    sections.put(line.substring("### ".length()), current);
                }
            } else {
                current.add(line);
            }
        }
        return sections;
    }

    @Test
    void everyAlertHasASectionAndTheOtherWayRound() throws IOException {
        assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(AlertRules.names());
    }

    @Test
    void aSectionSaysWhatItMeansWhereToLookAndWhatToDo() throws IOException {
        assertThat(sections())
                .allSatisfy((name, lines) -> {
                    String text = String.join("\n", lines);
                    assertThat(text)
                            .as(name)
                            .contains("**Means**")
                            .contains("**Look**")
                            .contains("**Do**");
                });
    }
}
