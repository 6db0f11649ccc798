package io.ropewalk.inventory.links.neo4j;

import io.ropewalk.inventory.graph.GraphFailure;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Indexes that links, and questions about them, start from. Nodes that Cartography writes too get a
 * constraint only where no plain index of Cartography stands in its place; then an id could be made
 * twice by two programs at one moment, as it could before us.
 */
final class LinkSchema {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSchema.class);

    private static final List<String> INDEXES =
            List.of(
                    "CREATE INDEX ropewalk_host_tenant_id IF NOT EXISTS FOR (h:CrowdstrikeHost) ON (h.ropewalk_tenant, h.id)",
                    "CREATE INDEX ropewalk_host_account_tenant IF NOT EXISTS FOR (h:CrowdstrikeHost) ON (h.service_provider_account_id, h.ropewalk_tenant)",
                    "CREATE INDEX ropewalk_host_account_ip IF NOT EXISTS FOR (h:CrowdstrikeHost) ON (h.service_provider_account_id, h.local_ip)",
                    "CREATE INDEX ropewalk_host_mac_address IF NOT EXISTS FOR (h:CrowdstrikeHost) ON (h.mac_address)",
                    "CREATE INDEX ropewalk_device_serial_number IF NOT EXISTS FOR (d:Device) ON (d.serial_number)",
                    "CREATE INDEX ropewalk_device_hostname IF NOT EXISTS FOR (d:Device) ON (d.hostname)",
                    "CREATE INDEX ropewalk_device_mac_address IF NOT EXISTS FOR (d:Device) ON (d.mac_address)");

    private static final String INDEX_ON_ID =
            """
            SHOW INDEXES YIELD type, labelsOrTypes, properties
            WHERE labelsOrTypes = [$label] AND properties = ['id'] AND type = 'RANGE'
            RETURN count(*) > 0 AS there
            """;

    private final LinkTransactions transactions;
    private boolean ready;

    LinkSchema(LinkTransactions transactions) {
        this.transactions = transactions;
    }

    synchronized void prepare() {
        if (ready) {
            return;
        }
        INDEXES.forEach(this::run);
        List.of("Device", "PublicIP").forEach(this::identify);
        transactions.read(tx -> tx.run("CALL db.awaitIndexes(300)").consume());
        ready = true;
    }

    private void identify(String label) {
        boolean there =
                transactions.read(tx ->
                        tx.run(INDEX_ON_ID, Map.of("label", label))
                                .single()
                                .get("there")
                                .asBoolean());
        if (there) {
            return;
        }
        try {
            run(
                    "CREATE CONSTRAINT ropewalk_%1$s_id IF NOT EXISTS FOR (n:%1$s) REQUIRE n.id IS UNIQUE"
                            .formatted(label));
        } catch (GraphFailure doubled) {
            try (var _ = MDC.putCloseable("label", label)) {
                LOG.warn(
                        "ids stand more than once in the graph, so a plain index must do", doubled);
            }
            run(
                    "CREATE INDEX ropewalk_%1$s_id IF NOT EXISTS FOR (n:%1$s) ON (n.id)"
                            .formatted(label));
        }
    }

    private void run(String statement) {
        transactions.write(tx -> tx.run(statement).consume());
    }
}
