package io.ropewalk.ioc.actions.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.ioc.actions.Draft;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an action is asked, strictly: a word that is not known may have meant a bound. */
final class Arguments {
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_COMMENT = 1000;

    private final JsonNode root;

    private Arguments(JsonNode root) {
        this.root = root;
    }

    /** Reads a body that names only these, and what every action takes. */
    static Arguments read(ObjectMapper json, String body, String... allowed) {
        try {
            JsonNode root =
                    body == null || body.isBlank() ? json.createObjectNode() : json.readTree(body);
            if (!root.isObject()) {
                throw problem("The body is a JSON object.");
            }
            Set<String> known = new TreeSet<>(Set.of(allowed));
            known.addAll(Set.of("dryRun", "reason"));
            root.fieldNames()
                    .forEachRemaining(name -> {
                        if (!known.contains(name)) {
                            throw problem(unknown(name, known));
                        }
                    });
            return new Arguments(root);
        } catch (JsonProcessingException broken) {
            // The parser's own words would repeat what was sent, and that may be a secret.
            throw problem(
                    "The body is no JSON: it breaks at line %d, column %d."
                            .formatted(
                                    broken.getLocation().getLineNr(),
                                    broken.getLocation().getColumnNr()));
        }
    }

    private static String unknown(String name, Set<String> known) {
        return switch (name) {
            case "filter" ->
                    "filter is refused: it would change whatever matches at that moment. Search"
                            + " first, and name the ids.";
            case "bulk_update" ->
                    "bulk_update is refused: it would change whatever matches at that moment."
                            + " Search first, and name the ids.";
            case "stix_objects_path" -> "Send the STIX objects in the body, as bundle.";
            default ->
                    "%s is no argument of this action; it takes %s."
                            .formatted(name, String.join(", ", known));
        };
    }

    boolean flag(String name, boolean usual) {
        JsonNode at = root.path(name);
        if (at.isMissingNode() || at.isNull()) {
            return usual;
        }
        if (!at.isBoolean()) {
            throw problem(name + " is true or false.");
        }
        return at.booleanValue();
    }

    Optional<String> text(String name) {
        JsonNode at = root.path(name);
        if (at.isMissingNode() || at.isNull()) {
            return Optional.empty();
        }
        if (!at.isTextual()) {
            throw problem(name + " is a text.");
        }
        return Optional.of(at.textValue()).filter(it -> !it.isEmpty());
    }

    String needed(String name) {
        return text(name).orElseThrow(() -> problem(name + " is missing."));
    }

    int number(String name, int usual, int least, int most) {
        JsonNode at = root.path(name);
        if (at.isMissingNode() || at.isNull()) {
            return usual;
        }
        String text = at.asText();
        int value = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw problem("%s is a number from %d to %d.".formatted(name, least, most));
        }
        return value;
    }

    List<String> texts(String name, boolean needed) {
        JsonNode at = root.path(name);
        if (at.isMissingNode() && !needed) {
            return List.of();
        }
        if (!at.isArray() || (needed && at.isEmpty()) || at.size() > MAX_ITEMS) {
            throw problem("%s is a list of 1 to %d texts.".formatted(name, MAX_ITEMS));
        }
        List<String> found = new ArrayList<>();
        at.forEach(it -> {
            if (!it.isTextual() || it.textValue().isBlank()) {
                throw problem(name + " is a list of texts; one of them is none.");
            }
            found.add(it.textValue());
        });
        return found;
    }

    List<Draft> drafts(String name) {
        JsonNode at = root.path(name);
        if (!at.isArray() || at.isEmpty() || at.size() > MAX_ITEMS) {
            throw problem("%s is a list of 1 to %d indicators.".formatted(name, MAX_ITEMS));
        }
        List<Draft> found = new ArrayList<>();
        at.forEach(it -> found.add(draft(it)));
        return found;
    }

    /** The whole body as one indicator, with what is not said. */
    Draft whole(Map<String, String> fixed, Map<String, List<String>> usual) {
        Draft asked = draft(root);
        Map<String, String> texts = new HashMap<>(Map.of("severity", "high"));
        texts.putAll(asked.texts());
        texts.putAll(fixed);
        Map<String, List<String>> lists = new HashMap<>(usual);
        lists.putAll(asked.lists());
        boolean groups = lists.containsKey("host_groups");
        return new Draft(
                texts, lists, asked.global().or(() -> Optional.of(true).filter(_ -> !groups)));
    }

    private static Draft draft(JsonNode item) {
        Map<String, String> texts = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        Optional<Boolean> global = Optional.empty();
        if (!item.isObject()) {
            throw problem("An indicator is a JSON object.");
        }
        for (var member : item.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (Draft.TEXTS.contains(name) && value.isTextual()) {
                texts.put(name, value.textValue());
            } else if (Draft.LISTS.contains(name) && value.isArray()) {
                List<String> words = new ArrayList<>();
                value.forEach(it -> words.add(it.asText()));
                lists.put(name, words);
            } else if (name.equals("applied_globally") && value.isBoolean()) {
                global = Optional.of(value.booleanValue());
            } else if (!Set.of("dryRun", "reason").contains(name)) {
                throw problem(
                        "%s is no member of an indicator, or not of this kind; there are applied_globally, %s."
                                .formatted(name, String.join(", ", members())));
            }
        }
        return new Draft(texts, lists, global);
    }

    private static Set<String> members() {
        Set<String> all = new TreeSet<>(Draft.TEXTS);
        all.addAll(Draft.LISTS);
        return all;
    }

    /** The bundle as text, for the reader of STIX. */
    String bundle() {
        if (!root.path("bundle").isObject()) {
            throw problem("bundle is a STIX 2.1 bundle.");
        }
        return root.path("bundle").toString();
    }

    JsonNode object(String name) {
        JsonNode at = root.path(name);
        if (!at.isMissingNode() && !at.isObject()) {
            throw problem(name + " is a JSON object.");
        }
        return at;
    }

    /** Stands at Falcon beside what was changed. */
    String comment() {
        String reason = text("reason").orElse("By ioc-sync");
        return reason.length() > MAX_COMMENT ? reason.substring(0, MAX_COMMENT) : reason;
    }

    static ProblemException problem(String detail) {
        return new ProblemException(Problem.of(400, "bad-request", detail));
    }
}
