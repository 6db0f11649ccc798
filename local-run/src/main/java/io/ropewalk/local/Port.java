package io.ropewalk.local;

/** A port of a local run, its default, and the variable that changes it. */
enum Port {
    SIMULATOR(8090, "ROPEWALK_LOCAL_SIMULATOR_PORT", "the simulator"),
    BOLT(7687, "ROPEWALK_LOCAL_BOLT_PORT", "Neo4j's Bolt"),
    AUTH(8081, "ROPEWALK_LOCAL_AUTH_PORT", "the API of auth-service"),
    AUTH_MANAGEMENT(
            9081, "ROPEWALK_LOCAL_AUTH_MANAGEMENT_PORT", "health and metrics of auth-service"),
    INVENTORY(8082, "ROPEWALK_LOCAL_INVENTORY_PORT", "the API of inventory-sync"),
    INVENTORY_MANAGEMENT(
            9082,
            "ROPEWALK_LOCAL_INVENTORY_MANAGEMENT_PORT",
            "health and metrics of inventory-sync"),
    STREAM(8083, "ROPEWALK_LOCAL_STREAM_PORT", "the API of event-stream"),
    STREAM_MANAGEMENT(
            9083, "ROPEWALK_LOCAL_STREAM_MANAGEMENT_PORT", "health and metrics of event-stream"),
    IOC(8084, "ROPEWALK_LOCAL_IOC_PORT", "the API of ioc-sync"),
    IOC_MANAGEMENT(9084, "ROPEWALK_LOCAL_IOC_MANAGEMENT_PORT", "health and metrics of ioc-sync"),
    ALERTS(8085, "ROPEWALK_LOCAL_ALERTS_PORT", "the API of alert-ops"),
    ALERTS_MANAGEMENT(
            9085, "ROPEWALK_LOCAL_ALERTS_MANAGEMENT_PORT", "health and metrics of alert-ops");

    private final int usual;
    private final String variable;
    private final String owner;

    Port(int usual, String variable, String owner) {
        this.usual = usual;
        this.variable = variable;
        this.owner = owner;
    }

    int usual() {
        return usual;
    }

    String variable() {
        return variable;
    }

    /** Who listens there, as part of a sentence. */
    String owner() {
        return owner;
    }
}
