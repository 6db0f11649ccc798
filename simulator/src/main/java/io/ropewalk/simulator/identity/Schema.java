package io.ropewalk.simulator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The types that lead to users, as public queries use them. A field that is not here is refused.
 */
public final class Schema {
    private static final String SCALAR = "";
    private static final String TYPE_NAME = "__typename";

    private static final Map<String, String> ENTITY =
            Map.of(
                    "entityId", SCALAR,
                    "type", SCALAR,
                    "archived", SCALAR,
                    "primaryDisplayName", SCALAR,
                    "secondaryDisplayName", SCALAR,
                    "riskScore", SCALAR,
                    "riskScoreSeverity", SCALAR,
                    "creationTime", SCALAR,
                    "roles", "EntityRole",
                    "accounts", "AccountDescriptor");

    private static final Map<String, Map<String, String>> FIELDS =
            Map.of(
                    "EntityConnection", Map.of("nodes", "Entity", "pageInfo", "PageInfo"),
                    "PageInfo", Map.of("hasNextPage", SCALAR, "endCursor", SCALAR),
                    "Entity", ENTITY,
                    "UserEntity", with(ENTITY, "emailAddresses"),
                    "EntityRole", Map.of("type", SCALAR),
                    "AccountDescriptor", Map.of("enabled", SCALAR, "archived", SCALAR),
                    "ActiveDirectoryAccountDescriptor",
                            Map.of(
                                    "enabled", SCALAR,
                                    "archived", SCALAR,
                                    "domain", SCALAR,
                                    "samAccountName", SCALAR,
                                    "objectSid", SCALAR,
                                    "objectGuid", SCALAR,
                                    "dataSource", SCALAR),
                    "SsoUserAccountDescriptor",
                            Map.of("enabled", SCALAR, "archived", SCALAR, "dataSource", SCALAR));

    /** Which types a fragment may be about. */
    private static final Map<String, Set<String>> KINDS =
            Map.of(
                    "Entity", Set.of("UserEntity"),
                    "AccountDescriptor",
                            Set.of("ActiveDirectoryAccountDescriptor", "SsoUserAccountDescriptor"));

    private Schema() {}

    private static Map<String, String> with(Map<String, String> fields, String more) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put(more, SCALAR);
        return Map.copyOf(all);
    }

    /**
     * What a selection picks of a value.
     *
     * @param value with all fields there are, and its type under {@code __typename} where the
     *     schema allows several
     */
    public static JsonNode pick(List<Field> selection, String type, JsonNode value) {
        check(selection, type);
        return picked(selection, value);
    }

    private static void check(List<Field> selection, String type) {
        for (Field field : selection) {
            if (field.on().isPresent()) {
                String on = field.on().get();
                if (!KINDS.getOrDefault(type, Set.of()).contains(on) && !on.equals(type)) {
                    throw new GraphQlFault(
                            "Fragment cannot be spread here: \"%s\" can never be \"%s\"."
                                    .formatted(type, on));
                }
                check(field.selection(), on);
            } else if (!field.name().equals(TYPE_NAME)) {
                checkField(field, type);
            }
        }
    }

    private static void checkField(Field field, String type) {
        String of = FIELDS.get(type).get(field.name());
        if (of == null) {
            throw new GraphQlFault(
                    "Cannot query field \"%s\" on type \"%s\".".formatted(field.name(), type));
        }
        if (!field.arguments().isEmpty()) {
            throw new GraphQlFault("Field \"%s\" takes no argument.".formatted(field.name()));
        }
        if (of.equals(SCALAR) != field.selection().isEmpty()) {
            throw new GraphQlFault(
                    "Field \"%s\" of type \"%s\" must %s a selection."
                            .formatted(
                                    field.name(), type, of.equals(SCALAR) ? "not have" : "have"));
        }
        if (!of.equals(SCALAR)) {
            check(field.selection(), of);
        }
    }

    private static JsonNode picked(List<Field> selection, JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> all.add(picked(selection, item)));
            return all;
        }
        ObjectNode picked = JsonNodeFactory.instance.objectNode();
        if (value.isObject()) {
            pickInto(picked, selection, value);
            return picked;
        }
        return value;
    }

    private static void pickInto(ObjectNode picked, List<Field> selection, JsonNode value) {
        for (Field field : selection) {
            if (field.on().isEmpty()) {
                JsonNode part = value.path(field.name());
                picked.set(
                        field.name(),
                        part.isMissingNode()
                                ? JsonNodeFactory.instance.nullNode()
                                : field.selection().isEmpty()
                                        ? part
                                        : picked(field.selection(), part));
            } else if (field.on().get().equals(value.path(TYPE_NAME).asText())) {
                pickInto(picked, field.selection(), value);
            }
        }
    }
}
