package io.ropewalk.inventory.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.neo4j.driver.Driver;

/** A small estate of two tenants, with the cloud around it as Cartography writes it. */
public final class TestEstate {
    private TestEstate() {}

    /** Puts it into a database that is empty. */
    public static void fill(Driver driver) {
        for (String statement : text().split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                driver.executableQuery(statement).execute();
            }
        }
    }

    private static String text() {
        try (var file = TestEstate.class.getResourceAsStream("/estate.cypher")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
