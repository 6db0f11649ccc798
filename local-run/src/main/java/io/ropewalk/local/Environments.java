package io.ropewalk.local;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How the services are configured: by environment, as a deployment would do it. */
final class Environments {
    private static final String INVENTORY = "inventory";
    private static final String STREAM = "stream";
    private static final String IOC = "ioc";
    private static final String ALERTS = "alerts";

    /** The name by which the simulated OpenCTI knows the mirror; any UUID will do. */
    private static final String CONNECTOR = "5d0d4a52-0000-4000-8000-00000000010c";

    /** There is one person in front of a local run: nobody else can approve. */
    private static final int LEAST_CLOSED = 10_000;

    private final Directories directories;
    private final Ports ports;
    private final Credentials credentials;
    private final Target target;
    private final Options options;

    Environments(
            Directories directories,
            Ports ports,
            Credentials credentials,
            Target target,
            Options options) {
        this.directories = directories;
        this.ports = ports;
        this.credentials = credentials;
        this.target = target;
        this.options = options;
    }

    Map<String, String> auth() {
        var settings = listening(Port.AUTH, Port.AUTH_MANAGEMENT);
        String tenant = "ROPEWALK_TENANTS_" + target.tenant().toUpperCase(Locale.ROOT) + "_";
        settings.put(tenant + "CLIENT_ID", target.clientId());
        settings.put(tenant + "CLIENT_SECRET", target.clientSecret());
        settings.put(tenant + "CLOUD", target.cloud());
        if (target.isSimulated()) {
            settings.put(tenant + "BASE_URL", ports.http(Port.SIMULATOR));
        }
        target.memberCid().ifPresent(cid -> settings.put(tenant + "MEMBER_CID", cid));
        caller(settings, INVENTORY, credentials.inventorySecret());
        caller(settings, STREAM, credentials.streamSecret());
        caller(settings, ALERTS, credentials.alertsSecret());
        if (target.isSimulated()) {
            caller(settings, IOC, credentials.iocSecret());
        }
        return settings;
    }

    private void caller(Map<String, String> settings, String name, String secret) {
        String caller = "ROPEWALK_CALLERS_" + name.toUpperCase(Locale.ROOT) + "_";
        settings.put(caller + "SECRET", secret);
        settings.put(caller + "TENANTS", target.tenant());
    }

    Map<String, String> inventory() {
        var settings = listening(Port.INVENTORY, Port.INVENTORY_MANAGEMENT);
        service(settings, INVENTORY, credentials.inventorySecret(), "inventory-sync.db");
        settings.put("QUARKUS_NEO4J_URI", ports.bolt());
        if (options.once()) {
            settings.put("ROPEWALK_INVENTORY_SCHEDULE", "off");
        }
        return settings;
    }

    Map<String, String> stream() {
        var settings = listening(Port.STREAM, Port.STREAM_MANAGEMENT);
        service(settings, STREAM, credentials.streamSecret(), "event-stream.db");
        settings.put("ROPEWALK_STREAM_TENANTS", target.tenant());
        if (target.isSimulated()) {
            settings.put("ROPEWALK_SINKS_LOCAL_TYPE", "http");
            settings.put(
                    "ROPEWALK_SINKS_LOCAL_URL", ports.http(Port.SIMULATOR) + SimulatorApi.RECEIVER);
        } else {
            settings.put("ROPEWALK_SINKS_LOCAL_TYPE", "file");
            settings.put(
                    "ROPEWALK_SINKS_LOCAL_URL",
                    directories.events().resolve("{tenant}-{partition}.ndjson").toString());
        }
        return settings;
    }

    /** Of the mirror from the simulated OpenCTI; with the real cloud there is none. */
    Map<String, String> ioc() {
        var settings = listening(Port.IOC, Port.IOC_MANAGEMENT);
        service(settings, IOC, credentials.iocSecret(), "ioc-sync.db");
        settings.put("ROPEWALK_IOC_TENANTS", target.tenant());
        settings.put("ROPEWALK_OPENCTI_URL", ports.http(Port.SIMULATOR) + SimulatorApi.OPENCTI);
        settings.put("ROPEWALK_OPENCTI_TOKEN", SimulatorApi.OPENCTI_TOKEN);
        settings.put("ROPEWALK_OPENCTI_STREAM_ID", SimulatorApi.COLLECTION);
        settings.put("ROPEWALK_OPENCTI_CONNECTOR_ID", CONNECTOR);
        return settings;
    }

    /** Of alert-ops, which changes nothing at the real cloud unless that was allowed. */
    Map<String, String> alerts() {
        var settings = listening(Port.ALERTS, Port.ALERTS_MANAGEMENT);
        service(settings, ALERTS, credentials.alertsSecret(), "alert-ops.db");
        if (target.isSimulated()) {
            String most = "" + Math.max(LEAST_CLOSED, options.simulatedAlerts());
            settings.put("ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", most);
            settings.put("ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE", most);
        }
        if (!target.isSimulated() && !options.allowWrites()) {
            settings.put("ROPEWALK_GUARDS_WRITES", "off");
        }
        shown(settings, "AUTH_SERVICE", Port.AUTH_MANAGEMENT);
        shown(settings, "INVENTORY_SYNC", Port.INVENTORY_MANAGEMENT);
        shown(settings, "EVENT_STREAM", Port.STREAM_MANAGEMENT);
        if (target.isSimulated()) {
            shown(settings, "IOC_SYNC", Port.IOC_MANAGEMENT);
        }
        return settings;
    }

    /** On the page of alert-ops. */
    private void shown(Map<String, String> settings, String service, Port management) {
        settings.put("ROPEWALK_ALERTS_PAGE_SERVICES_" + service, ports.http(management));
    }

    /** What every service with state needs that calls Falcon. */
    private void service(
            Map<String, String> settings, String caller, String secret, String database) {
        settings.put("ROPEWALK_AUTH_URL", ports.http(Port.AUTH));
        settings.put("ROPEWALK_AUTH_CALLER", caller);
        settings.put("ROPEWALK_AUTH_SECRET", secret);
        settings.put("ROPEWALK_STATE_URL", "jdbc:sqlite:" + directories.data().resolve(database));
        settings.put("QUARKUS_OIDC_PUBLIC_KEY", credentials.publicKey());
        settings.put("QUARKUS_OIDC_TOKEN_ISSUER", Credentials.ISSUER);
    }

    private Map<String, String> listening(Port port, Port management) {
        var settings = new HashMap<String, String>();
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", ports.text(port));
        settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        settings.put("QUARKUS_MANAGEMENT_PORT", ports.text(management));
        return settings;
    }
}
