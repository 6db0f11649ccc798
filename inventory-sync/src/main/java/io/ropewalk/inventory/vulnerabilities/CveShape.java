package io.ropewalk.inventory.vulnerabilities;

import io.ropewalk.falcon.spotlight.Cve;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;
import java.util.Locale;

/**
 * Turns a CVE into graph properties. Pure. One node for all customers, under Cartography's label
 * and names. Cartography's {@code exploitability_score} holds the exploit status; here it holds the
 * score, and {@code exploit_status} the status.
 */
final class CveShape {
    private static final List<Column<Cve>> COLUMNS =
            List.of(
                    new Column<>("cve_id", Cve::id),
                    new Column<>("_ont_cve_id", Cve::id),
                    new Column<>("_ont_source", _ -> "crowdstrike"),
                    new Column<>("base_score", Cve::baseScore),
                    new Column<>("_ont_base_score", Cve::baseScore),
                    new Column<>("base_severity", Cve::severity),
                    new Column<>("_ont_base_severity", CveShape::severity),
                    new Column<>("exploitability_score", Cve::exploitabilityScore),
                    new Column<>("exploit_status", Cve::exploitStatus),
                    new Column<>("exprt_rating", Cve::exprtRating),
                    new Column<>("impact_score", Cve::impactScore),
                    new Column<>("vector", Cve::vector),
                    new Column<>("description", Cve::description),
                    new Column<>("published_date", Cve::publishedDate),
                    new Column<>("remediation_level", Cve::remediationLevel),
                    new Column<>("references", cve -> Column.filled(cve.references())),
                    new Column<>("types", cve -> Column.filled(cve.types())),
                    new Column<>("is_cisa_kev", Cve::isCisaKev),
                    new Column<>(
                            "cisa_due_date",
                            cve -> cve.cisaInfo() == null ? null : cve.cisaInfo().dueDate()));

    /** The nodes that CVEs become. */
    static final NodeType TYPE =
            NodeType.shared("CVEs", "CrowdstrikeFinding", RowMaker.names(COLUMNS))
                    .labelled("CVE")
                    .indexed("cve_id", "base_severity", "exprt_rating");

    private static final RowMaker<Cve> ROWS = new RowMaker<>("", TYPE, COLUMNS);

    private CveShape() {}

    static Shaped.Companion companion(Cve cve) {
        return new Shaped.Companion(TYPE, ROWS.row(cve.id(), "", cve));
    }

    /** As Cartography's ontology spells severities; null for one it does not know. */
    private static String severity(Cve cve) {
        String raw = cve.severity() == null ? "" : cve.severity().toUpperCase(Locale.ROOT);
        return switch (raw) {
            case "NONE" -> "info";
            case "LOW", "MEDIUM", "HIGH", "CRITICAL" -> raw.toLowerCase(Locale.ROOT);
            default -> null;
        };
    }
}
