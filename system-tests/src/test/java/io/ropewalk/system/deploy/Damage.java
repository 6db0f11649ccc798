package io.ropewalk.system.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * Something wrong that is done to what was rendered.
 *
 * @param policy notices it
 * @param overlay where it is done
 */
record Damage(Policy policy, String overlay, String what, Consumer<Manifests> act) {

    /** Sets a value in the object of that name; {@code -} at the end adds to a list. */
    static Damage set(
            Policy policy, String overlay, String kind, String name, String pointer, Object value) {
        return new Damage(
                policy,
                overlay,
                kind + " " + name + " " + pointer + "=" + value,
                all -> set(all.like(kind, name), pointer, value));
    }

    /** Takes a value away from the object of that name. */
    static Damage without(Policy policy, String overlay, String kind, String name, String pointer) {
        return new Damage(
                policy,
                overlay,
                kind + " " + name + " without " + pointer,
                all -> remove(all.like(kind, name), pointer));
    }

    /** Takes the object of that name away. */
    static Damage gone(Policy policy, String overlay, String kind, String name) {
        return new Damage(
                policy,
                overlay,
                "no " + kind + " " + name,
                all -> all.objects().remove(all.like(kind, name)));
    }

    private static void set(ObjectNode object, String pointer, Object value) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode changed =
                value instanceof JsonNode node ? node : Manifests.YAML.valueToTree(value);
        String last = at.last().getMatchingProperty();
        switch (parent(object, at)) {
            case ObjectNode parent -> parent.set(last, changed);
            case ArrayNode parent when last.equals("-") -> parent.add(changed);
            case ArrayNode parent -> parent.set(Integer.parseInt(last), changed);
            case JsonNode other -> throw new AssertionError(pointer + " is in " + other);
        }
    }

    private static void remove(ObjectNode object, String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode removed =
                switch (parent(object, at)) {
                    case ObjectNode parent -> parent.remove(at.last().getMatchingProperty());
                    case ArrayNode parent -> parent.remove(at.last().getMatchingIndex());
                    case JsonNode other -> throw new AssertionError(pointer + " is in " + other);
                };
        if (removed == null) {
            throw new AssertionError(pointer + " is not there");
        }
    }

    private static JsonNode parent(ObjectNode object, JsonPointer at) {
        return object.at(at.head());
    }

    @Override
    public String toString() {
        return policy + " in " + overlay + ": " + what;
    }
}
