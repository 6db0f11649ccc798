package io.ropewalk.simulator.control;

import io.ropewalk.simulator.receiver.ReceiverSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the settings of receivers. What is left out stays as it is. */
final class ReceiverJson {
    private static final List<String> KEYS =
            List.of(
                    "intakeKeys",
                    "notReadyKeys",
                    "unknownKeyStatus",
                    "rejection",
                    "acceptedStatus",
                    "secrets",
                    "assetKeys");

    private ReceiverJson() {}

    static ReceiverSettings settings(StrictObject scenario, ReceiverSettings current) {
        return scenario.object("receivers", KEYS)
                .map(json ->
                        new ReceiverSettings(
                                texts(json, "intakeKeys", current.intakeKeys()),
                                texts(json, "notReadyKeys", current.notReadyKeys()),
                                json.number("unknownKeyStatus", current.unknownKeyStatus()),
                                json.choice(
                                        "rejection",
                                        ReceiverSettings.Rejection.class,
                                        current.rejection()),
                                json.number("acceptedStatus", current.acceptedStatus()),
                                secrets(json, current.secrets()),
                                texts(json, "assetKeys", current.assetKeys())))
                .orElse(current);
    }

    private static Set<String> texts(StrictObject json, String key, Set<String> current) {
        return json.has(key) ? Set.copyOf(json.texts(key)) : current;
    }

    private static Map<String, String> secrets(StrictObject json, Map<String, String> current) {
        if (!json.has("secrets")) {
            return current;
        }
        var secrets = new HashMap<String, String>();
        for (var entry : json.raw("secrets").properties()) {
            if (!entry.getValue().isTextual()) {
                throw json.wrong("secrets", "an object of strings");
            }
            secrets.put(entry.getKey(), entry.getValue().asText());
        }
        return secrets;
    }
}
