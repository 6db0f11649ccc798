package io.ropewalk.inventory.vulnerabilities;

import io.ropewalk.falcon.spotlight.Remediation;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;

/** Turns a remediation into graph properties. Pure. One node for all customers. */
final class RemediationShape {
    private static final List<Column<Remediation>> COLUMNS =
            List.of(
                    new Column<>("title", Remediation::title),
                    new Column<>("action", Remediation::action),
                    new Column<>("link", Remediation::link),
                    new Column<>("vendor_url", Remediation::vendorUrl),
                    new Column<>("reference", Remediation::reference),
                    new Column<>("recommendation_type", Remediation::recommendationType),
                    new Column<>("patch_publication_date", Remediation::patchPublicationDate));

    /** The nodes that remediations become. */
    static final NodeType TYPE =
            NodeType.shared("remediations", "CrowdstrikeRemediation", RowMaker.names(COLUMNS));

    private static final RowMaker<Remediation> ROWS = new RowMaker<>("", TYPE, COLUMNS);

    private RemediationShape() {}

    static Shaped.Companion companion(Remediation remediation) {
        return new Shaped.Companion(TYPE, ROWS.row(remediation.id(), "", remediation));
    }
}
