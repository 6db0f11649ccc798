package io.ropewalk.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which Falcon a run talks to.
 *
 * @param tenant name of the tenant in the services
 * @param clientId API client; its secret is shown in no text
 * @param cloud {@code auto} or a cloud's name; unused with the simulator
 */
record Target(
        String tenant,
        boolean isSimulated,
        String clientId,
        String clientSecret,
        String cloud,
        Optional<String> memberCid) {

    /** The clouds auth-service knows; with {@code auto} it finds the one of the API client. */
    private static final List<String> CLOUDS =
            List.of("auto", "us-1", "us-2", "us-3", "eu-1", "us-gov-1", "us-gov-2");

    /** The real cloud when the environment holds an API client, else the simulator. */
    static Target of(Map<String, String> environment) {
        String id = environment.getOrDefault("FALCON_CLIENT_ID", "").strip();
        String secret = environment.getOrDefault("FALCON_CLIENT_SECRET", "").strip();
        if (id.isEmpty() != secret.isEmpty()) {
            throw Stop.usage("Set both FALCON_CLIENT_ID and FALCON_CLIENT_SECRET, or neither.");
        }
        if (id.isEmpty()) {
            return new Target("demo", true, "sim-client", "sim-secret", "custom", Optional.empty());
        }
        String cloud =
                environment.getOrDefault("FALCON_CLOUD", "").strip().toLowerCase(Locale.ROOT);
        if (!cloud.isEmpty() && !CLOUDS.contains(cloud)) {
            throw Stop.usage(
                    "FALCON_CLOUD is \""
                            + cloud
                            + "\"; it takes "
                            + String.join(", ", CLOUDS)
                            + ".");
        }
        String member = environment.getOrDefault("FALCON_MEMBER_CID", "").strip();
        return new Target(
                "falcon",
                false,
                id,
                secret,
                cloud.isEmpty() ? "auto" : cloud,
                Optional.of(member).filter(m -> !m.isEmpty()));
    }

    @Override
    public String toString() {
        return "Target[tenant="
                + tenant
                + ", isSimulated="
                + isSimulated
                + ", cloud="
                + cloud
                + "]";
    }
}
