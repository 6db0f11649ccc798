package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.Texts;
import io.ropewalk.falcon.identity.IdentityUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a GraphQL answer about users as if it were an envelope. Before the service itself answers,
 * the vendor's gateway does, with an ordinary envelope: that one is read as such.
 */
@RegisterForReflection(
        targets = {IdentityUser.class, IdentityUser.Account.class, IdentityUser.Role.class})
final class IdentityReader {

    private static final int MOST_ERRORS = 100;

    private final EnvelopeReader envelopes;
    private final ObjectMapper tree;
    private final ObjectReader users;

    IdentityReader(FalconJson json) {
        this.envelopes = new EnvelopeReader(json);
        this.tree = json.mapper();
        this.users =
                json.mapper()
                        .copy()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
                        .readerFor(IdentityUser.class);
    }

    /**
     * Reads an answer; empty when it is no JSON object.
     *
     * @throws IOException when the body is cut, or no JSON
     */
    Optional<Envelope<IdentityUser>> read(byte[] body) throws IOException {
        JsonNode answer = tree.readTree(body);
        if (!(answer instanceof ObjectNode)) {
            return Optional.empty();
        }
        if (answer.has("meta")) {
            return envelopes.read(
                    body,
                    parser -> {
                        parser.skipChildren();
                        return Optional.empty();
                    });
        }
        List<ItemError> errors = errors(answer.path("errors"));
        JsonNode entities = answer.path("data").path("entities");
        // Part of what was asked for, beside an error, is no page of a listing.
        return Optional.of(
                errors.isEmpty() && saysWhetherMoreFollow(entities)
                        ? page(entities)
                        : new Envelope<>(List.of(), false, 0, errors, "", Paging.NONE));
    }

    /** A page that promises more must say where, and one without users cannot promise any. */
    private static boolean saysWhetherMoreFollow(JsonNode entities) {
        JsonNode more = entities.path("pageInfo").path("hasNextPage");
        boolean where =
                !entities.path("pageInfo").path("endCursor").asText("").isBlank()
                        && !entities.path("nodes").isEmpty();
        return entities.path("nodes").isArray()
                && more.isBoolean()
                && (!more.booleanValue() || where);
    }

    private Envelope<IdentityUser> page(JsonNode entities) {
        List<IdentityUser> found = new ArrayList<>();
        int unreadable = 0;
        for (JsonNode node : entities.path("nodes")) {
            Optional<IdentityUser> user = user(node);
            user.ifPresent(found::add);
            unreadable += user.isPresent() ? 0 : 1;
        }
        JsonNode info = entities.path("pageInfo");
        Optional<String> next =
                info.path("hasNextPage").booleanValue()
                        ? Optional.of(info.path("endCursor").asText())
                        : Optional.empty();
        Paging paging = new Paging(Optional.empty(), Optional.empty(), next, OptionalLong.empty());
        return new Envelope<>(found, unreadable, List.of(), "", paging);
    }

    private Optional<IdentityUser> user(JsonNode node) {
        if (node.path("entityId").asText("").isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(users.readValue(node));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<ItemError> errors(JsonNode list) throws JsonProcessingException {
        List<ItemError> errors = new ArrayList<>();
        for (JsonNode error : list) {
            if (errors.size() < MOST_ERRORS) {
                String message = error.path("message").asText("");
                errors.add(
                        new ItemError(
                                error.path("code").asInt(0),
                                Texts.shown(message),
                                Optional.empty()));
            }
        }
        return errors;
    }
}
