package io.ropewalk.inventory.ocsf;

/** Where an event comes from and how it is to be read. */
final class Metadata {
    private static final String OCSF = "1.6.0";
    private static final String CLOUD = "cloud";

    private Metadata() {}

    /**
     * @param cloud whether the event has the attribute of the profile of this name, which must be
     *     there exactly when the profile is named
     */
    static JsonObject of(boolean cloud) {
        JsonObject metadata =
                new JsonObject()
                        .put(
                                "product",
                                new JsonObject()
                                        .put("name", "Crowdstrike Falcon")
                                        .put("version", "N/A"))
                        .put("version", OCSF);
        return cloud ? metadata.putText("profiles", CLOUD) : metadata;
    }
}
