package io.ropewalk.inventory.app;

import io.ropewalk.kit.start.StartFailure;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Where Neo4j is; it stands in messages, so no credential may. */
final class GraphAddress {
    private static final Pattern WITH_USER = Pattern.compile("[^/]*//[^/?#]*@.*");

    private GraphAddress() {}

    static void check(Config config) {
        config.getOptionalValue("quarkus.neo4j.uri", String.class)
                .filter(uri -> WITH_USER.matcher(uri).matches())
                .ifPresent(_ -> {
                    throw new StartFailure(
                            "QUARKUS_NEO4J_URI holds a user or a password; take it out, and set"
                                    + " QUARKUS_NEO4J_AUTHENTICATION_USERNAME and"
                                    + " QUARKUS_NEO4J_AUTHENTICATION_PASSWORD.");
                });
    }
}
