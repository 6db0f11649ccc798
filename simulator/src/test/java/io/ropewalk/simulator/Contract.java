package io.ropewalk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The published contract: judges answers as strictly as it allows, apart from its own list of known
 * departures.
 */
final class Contract {
    private static final String BASE = "https://contract.test/";
    private static final String META_ONLY = "msa.ReplyMetaOnly.json";

    /** Codes that occur without being declared, and carry errors only. */
    private static final Set<String> UNDECLARED = Set.of("400", "401", "404", "405");

    private final JsonNode operations;
    private final JsonNode dataFeed;
    private final JsonNode looseness;
    private final SchemaRegistry registry;

    Contract() {
        var published = SimClient.json(read("operations.json"));
        operations = published.get("operations").deepCopy();
        // Operations the suite reads that the extract does not have; from the same SDKs.
        SimClient.json(read("beyond.json")).forEach(((ArrayNode) operations)::add);
        dataFeed = published.get("dataFeed");
        looseness = SimClient.json(read("looseness.json"));
        registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(iri ->
                                        read(
                                                "schemas/"
                                                        + iri.substring(
                                                                iri.lastIndexOf('/') + 1))));
    }

    JsonNode operations() {
        return operations;
    }

    /** The feed, which is no operation of the swagger. */
    JsonNode dataFeed() {
        return dataFeed;
    }

    /** What is wrong with something a schema describes. */
    List<String> problemsOf(String schema, JsonNode body) {
        return judge(schema, body);
    }

    JsonNode operation(String id) {
        for (var operation : operations) {
            if (operation.get("operationId").asText().equals(id)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no operation " + id);
    }

    /** What is wrong with an answer; empty when nothing is. */
    List<String> problems(String operationId, HttpResponse<String> response) {
        var status = Integer.toString(response.statusCode());
        var body = SimClient.json(response);
        var declared = operation(operationId).get("responses");
        if (declared.has(status)) {
            return judge(declared.at("/" + status + "/schema/$ref").asText(), body);
        }
        if (!UNDECLARED.contains(status)) {
            return List.of("undeclared status " + status);
        }
        var partial = status.equals("404") && body.has("resources");
        return judge(partial ? declared.at("/200/schema/$ref").asText() : META_ONLY, body);
    }

    private List<String> judge(String reference, JsonNode body) {
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        Schema schema = registry.getSchema(SchemaLocation.of(BASE + name));
        var problems = new ArrayList<String>();
        for (var error : schema.validate(body)) {
            if (!isKnownDeparture(error)) {
                problems.add(error.toString());
            }
        }
        return problems;
    }

    private boolean isKnownDeparture(Error error) {
        var place = error.getInstanceLocation().toString();
        for (var loose : looseness) {
            if (!loose.get("schema").asText().equals("*")) {
                continue;
            }
            var field = loose.get("field").asText();
            var kind = loose.get("kind").asText();
            var isNull =
                    kind.contains("null")
                            && place.equals("/" + field)
                            && error.getKeyword().equals("type");
            var isAbsent =
                    kind.contains("absent")
                            && error.getKeyword().equals("required")
                            && field.equals(error.getProperty());
            if (isNull || isAbsent) {
                return true;
            }
        }
        return false;
    }

    private static String read(String name) {
        try (var in = Contract.class.getResourceAsStream("/contract/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
