package io.ropewalk.simulator.spotlight;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import java.util.List;

/**
 * A vulnerability, and the two remedies for it.
 *
 * @param score base score in tenths
 * @param published {@code 2024-01-31}
 */
record Cve(
        String id,
        int score,
        int exploitStatus,
        String rating,
        boolean kev,
        String published,
        String vendor,
        String product,
        String version,
        String title) {

    /** How many remedies each has. */
    static final int REMEDIES = 2;

    /** {@code cve.types} of all of them. */
    static final String TYPE = "Vulnerability";

    private static final int TENTHS = 10;

    /** Bands of CVSS 3. */
    String severity() {
        if (score == 0) {
            return "NONE";
        }
        return score < 40 ? "LOW" : score < 70 ? "MEDIUM" : score < 90 ? "HIGH" : "CRITICAL";
    }

    String baseScore() {
        return score / TENTHS + "." + score % TENTHS;
    }

    String productVersion() {
        return product + " " + version;
    }

    /** The second half of the ids of findings. */
    String vulnerability() {
        return hex(Mix.of(id));
    }

    String remedy(int which) {
        return hex(Mix.mix(Mix.of(id), which + 1));
    }

    private static String hex(long hash) {
        return ByteSink.growing(32).hex(hash, 16).hex(Mix.mix(hash), 16).text();
    }

    /** The {@code cve} block of a finding with that facet. */
    void details(Json json) {
        json.text("id", id);
        json.raw("base_score", baseScore());
        json.text("severity", severity());
        json.number("exploit_status", exploitStatus);
        json.text("exprt_rating", rating);
        json.text("remediation_level", "O");
        json.object(
                "cisa_info",
                info -> {
                    if (kev) {
                        info.text("due_date", published.substring(0, 8) + "28T00:00:00Z");
                    }
                    info.flag("is_cisa_kev", kev);
                });
        json.text("spotlight_published_date", published + "T14:00:00Z");
        json.text("published_date", published + "T00:00:00Z");
        json.text("name", title);
        json.text("description", title + " in " + vendor + " " + productVersion() + ".");
        json.texts("types", List.of(TYPE));
        json.text("vector", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
        json.raw("impact_score", "5.9");
        json.raw("exploitability_score", "3." + exploitStatus / TENTHS);
        json.texts("references", List.of("https://nvd.nist.gov/vuln/detail/" + id));
        json.texts("vendor_advisory", List.of("https://advisories.example.com/" + id));
        json.texts("actors", List.of());
    }

    /** A remedy as the remediation endpoints and the facet write it. */
    void remediation(int which, Json json) {
        json.text("id", remedy(which));
        json.text("reference", which == 0 ? "cpe:/a:" + product : "KB" + (5_000_000 + score));
        json.text("title", (which == 0 ? "Update " : "Patch ") + vendor + " " + product);
        json.text("action", (which == 0 ? "Update " : "Patch ") + product + " " + version);
        json.text("link", "https://advisories.example.com/" + id + "/" + which);
        json.text("vendor_url", "https://advisories.example.com/" + id);
        json.text("provider", "crowdstrike");
        json.text("type", "patch");
        json.text("recommendation_type", which == 0 ? "recommended" : "minimum");
    }
}
