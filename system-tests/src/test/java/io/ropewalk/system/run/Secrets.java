package io.ropewalk.system.run;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The credentials of one run: each a text that appears nowhere by chance.
 *
 * @param clientSecret of the Falcon API client
 * @param callerSecret with which inventory-sync asks auth-service
 * @param neo4jPassword the database here takes any
 * @param openCtiToken of ioc-sync's user in OpenCTI
 */
public record Secrets(
        String clientSecret, String callerSecret, String neo4jPassword, String openCtiToken) {

    public static Secrets fresh() {
        return new Secrets(random("client"), random("caller"), random("graph"), random("cti"));
    }

    public List<String> all() {
        return List.of(clientSecret, callerSecret, neo4jPassword, openCtiToken);
    }

    @Override
    public String toString() {
        return "Secrets[***]";
    }

    /** One more, that begins with this word. */
    public static String random(String kind) {
        byte[] bytes = new byte[12];
        ThreadLocalRandom.current().nextBytes(bytes);
        return "canary" + kind + HexFormat.of().formatHex(bytes);
    }
}
