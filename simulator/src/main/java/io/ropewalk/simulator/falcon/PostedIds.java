package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Bodies that are one list of ids. */
final class PostedIds {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PostedIds() {}

    /**
     * The strings of {@code {"<member>": [...]}}.
     *
     * @throws Refusal 400 for any other body
     */
    static List<String> read(Call call, String member) {
        JsonNode root;
        try {
            root = MAPPER.readTree(call.request().body());
        } catch (JsonProcessingException e) {
            throw wrong(member);
        }
        if (root == null || !root.isObject() || root.size() != 1 || !root.path(member).isArray()) {
            throw wrong(member);
        }
        var ids = new ArrayList<String>();
        for (var id : root.get(member)) {
            if (!id.isTextual()) {
                throw wrong(member);
            }
            ids.add(id.asText());
        }
        return ids;
    }

    private static Refusal wrong(String member) {
        return Refusal.mistake(
                400, "bad-body", "the body must be {\"" + member + "\": [...]} with strings");
    }
}
