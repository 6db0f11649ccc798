package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.query.Column;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Texts for assistants: prompts, and guides to what can be asked. */
public final class Texts {
    private Texts() {}

    /**
     * A text that ships with the service.
     *
     * @param name of a file in {@code mcp/}, without its ending
     * @param values what stands for {@code {name}} in it; nothing in them is taken for more
     */
    public static String of(String name, Map<String, String> values) {
        String text = read("/mcp/" + name + ".md");
        StringBuilder filled = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            filled.append(filled(line, values)).append('\n');
        }
        return filled.toString().strip();
    }

    /** At most one value a line, so that no value can stand for another. */
    private static String filled(String line, Map<String, String> values) {
        return values.entrySet().stream()
                .filter(it -> line.endsWith("{" + it.getKey() + "}"))
                .findFirst()
                .map(it ->
                        line.substring(0, line.length() - it.getKey().length() - 2) + it.getValue())
                .orElse(line);
    }

    /** What a question can be narrowed by, and what its columns are called at Falcon. */
    public static String guide(String tool, Question<?> question) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(tool).append("\n\n").append(question.says());
        text.append("\n\n## Arguments\n\n| name | values | what |\n|---|---|---|\n");
        question.parameters().forEach(it -> row(text, it.snake(), values(it), it.says()));
        text.append("\n## Columns\n\n| name | at Falcon |\n|---|---|\n");
        for (Column column : question.columns()) {
            row(text, column.name(), String.join(", ", column.paths()));
        }
        return text.toString();
    }

    private static String values(Parameter parameter) {
        String one =
                switch (parameter.kind()) {
                    case WORD -> String.join(", ", parameter.words());
                    case TEXT -> "text, taken whole: nothing in it works as a wildcard";
                    case FORMED -> "such as " + parameter.example();
                    case NUMBER -> parameter.least() + " to " + parameter.most();
                    case FLAG -> "true, false";
                    case TIME -> "UTC, such as " + parameter.example();
                };
        return parameter.many() ? "any of: " + one : one;
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    private static String read(String resource) {
        try (InputStream in = Texts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the package");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
