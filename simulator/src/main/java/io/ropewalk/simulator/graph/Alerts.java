package io.ropewalk.simulator.graph;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.estate.Mix;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Alerts of one customer, in the form of today and that of the detections before. */
public final class Alerts {
    private static final String[] SEVERITIES = {
        "Informational", "Low", "Medium", "High", "Critical"
    };
    private static final String[][] TACTICS = {
        {"Execution", "TA0002", "PowerShell", "T1059.001"},
        {"Persistence", "TA0003", "Scheduled Task", "T1053.005"},
        {"Credential Access", "TA0006", "OS Credential Dumping", "T1003"},
        {"Initial Access", "TA0001", "Valid Accounts", "T1078"}
    };
    private static final String[] STATUSES = {"new", "in_progress", "closed", "reopened"};
    private static final String[] DISPOSITIONS = {
        "blocking_unsupported_or_disabled",
        "bootup_safeguard_enabled",
        "containment_file_system",
        "critical_process_disabled",
        "detect",
        "fs_operation_blocked",
        "handle_operation_downgraded",
        "inddet_mask",
        "indicator",
        "kill_action_failed",
        "kill_parent",
        "kill_process",
        "kill_subprocess",
        "mfa_required",
        "operation_blocked",
        "policy_disabled",
        "prevention_provisioning_enabled",
        "process_blocked",
        "quarantine_file",
        "quarantine_machine",
        "registry_operation_blocked",
        "response_action_already_applied",
        "response_action_failed",
        "response_action_triggered",
        "rooting",
        "sensor_only",
        "suspend_parent",
        "suspend_process"
    };
    private static final long WEEK = 7 * 86_400L;

    private final long seed;
    private final Instant asOf;
    private final double hiddenShare;
    private final JsonMapper mapper = new JsonMapper();

    /**
     * The alerts of a customer.
     *
     * @param asOf no alert is later
     */
    public Alerts(long seed, Instant asOf, double hiddenShare) {
        this.seed = seed;
        this.asOf = asOf;
        this.hiddenShare = hiddenShare;
    }

    /** An alert as {@code /alerts/entities} sends it. */
    public ObjectNode alert(AlertId id) {
        var hash = id.hash(seed);
        var node = mapper.createObjectNode();
        identity(id, hash, node);
        classification(hash, node);
        state(id, hash, node);
        id.aid().ifPresent(aid -> endpoint(id, aid, hash, node));
        return node;
    }

    /** When an alert was created. */
    public Instant created(AlertId id) {
        return instant(id.hash(seed));
    }

    /** The status an alert begins with. */
    public String status(AlertId id) {
        return status(id.hash(seed));
    }

    /** Whether the console shows an alert. */
    public boolean shown(AlertId id) {
        return !id.isHidden(seed, hiddenShare);
    }

    private static String status(long hash) {
        return STATUSES[(int) Long.remainderUnsigned(Mix.mix(hash, 4), STATUSES.length)];
    }

    /** Values of some fields that follow from the id; empty for the others. */
    public Optional<List<String>> values(AlertId id, String field) {
        var hash = id.hash(seed);
        var tactic = tactic(hash);
        return switch (field) {
            case "severity" -> Optional.of(List.of(Integer.toString(severity(hash))));
            case "severity_name" -> Optional.of(List.of(severityName(hash)));
            case "tactic" -> Optional.of(List.of(tactic[0]));
            case "tactic_id" -> Optional.of(List.of(tactic[1]));
            case "technique" -> Optional.of(List.of(tactic[2]));
            case "technique_id" -> Optional.of(List.of(tactic[3]));
            case "pattern_id" -> Optional.of(List.of(Long.toString(pattern(hash))));
            case "name", "display_name" -> Optional.of(List.of("Pattern" + pattern(hash)));
            default -> Optional.empty();
        };
    }

    private static int severity(long hash) {
        return 1 + (int) Long.remainderUnsigned(Mix.mix(hash, 1), 100);
    }

    private static String severityName(long hash) {
        return SEVERITIES[Math.min(4, severity(hash) / 20)];
    }

    private static String[] tactic(long hash) {
        return TACTICS[(int) Long.remainderUnsigned(Mix.mix(hash, 2), TACTICS.length)];
    }

    private static long pattern(long hash) {
        return 10_000 + Long.remainderUnsigned(Mix.mix(hash, 3), 90_000);
    }

    private static void identity(AlertId id, long hash, ObjectNode node) {
        var local = id.text().substring(id.cid().length() + 1);
        node.put("id", local).put("composite_id", id.text());
        node.put("cid", id.cid()).put("origin_cid", id.cid());
        node.put("agent_id", id.aid().orElse(""));
        node.put("aggregate_id", "aggind:" + id.aid().orElse(id.cid()) + ":" + (hash >>> 20));
        node.put("aggregation_rule_id", "").put("aggregation_rule_name", "");
        node.put("cms_rule_id", "").put("cms_rule_instance_id", "");
        node.put("cms_rule_instance_version", "");
        var product = product(id, local);
        node.put("product", product).put("platform", "Windows");
        node.put("type", product.equals("epp") ? "ldt" : product);
        node.putArray("source_products").add("Falcon Insight");
        node.putArray("source_vendors").add("CrowdStrike");
        node.putArray("data_domains").add(product.equals("idp") ? "Identity" : "Endpoint");
    }

    private static String product(AlertId id, String local) {
        if (id.aid().isPresent()) {
            return "epp";
        }
        var kind = local.substring(0, Math.max(0, local.indexOf(':'))).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "ngsiem", "data-protection", "automated-lead" -> kind;
            case "lead" -> "overwatch";
            case "fcs" -> "cwpp";
            default -> local.contains(":xdr|") ? "xdr" : local.contains("|") ? "mobile" : "idp";
        };
    }

    private static void classification(long hash, ObjectNode node) {
        var tactic = tactic(hash);
        var pattern = pattern(hash);
        node.put("severity", severity(hash)).put("severity_name", severityName(hash));
        node.put("confidence", 80).put("pattern_id", pattern);
        node.put("name", "Pattern" + pattern).put("display_name", "Pattern" + pattern);
        node.put("description", "A process behaved as pattern " + pattern + " says.");
        node.put("objective", "Follow Through").put("scenario", "suspicious_activity");
        node.put("tactic", tactic[0]).put("tactic_id", tactic[1]);
        node.put("technique", tactic[2]).put("technique_id", tactic[3]);
        node.putArray("mitre_attack")
                .addObject()
                .put("pattern_id", pattern)
                .put("tactic", tactic[0])
                .put("tactic_id", tactic[1])
                .put("technique", tactic[2])
                .put("technique_id", tactic[3]);
    }

    private void state(AlertId id, long hash, ObjectNode node) {
        var at = time(hash);
        node.put("timestamp", at).put("created_timestamp", at);
        node.put("updated_timestamp", at).put("crawled_timestamp", at);
        node.put("status", status(hash)).put("resolution", "");
        node.put("show_in_ui", shown(id));
        node.put("assigned_to_name", "").put("assigned_to_uid", "").put("assigned_to_uuid", "");
        node.put("email_sent", false).put("external", false).put("is_aggregated", false);
        node.put("is_falcon_platform_ioa", true);
        node.put("seconds_to_resolved", 0).put("seconds_to_triaged", 0);
        node.putArray("tags");
        node.putArray("linked_behavioral_detections");
        node.putArray("linked_case_ids");
    }

    private String time(long hash) {
        return instant(hash).toString();
    }

    private Instant instant(long hash) {
        var second = asOf.getEpochSecond() - Long.remainderUnsigned(hash, WEEK);
        return Instant.ofEpochSecond(second, hash >>> 35);
    }

    private void endpoint(AlertId id, String aid, long hash, ObjectNode node) {
        var process = id.processGraphId(seed).orElseThrow();
        node.put("triggering_process_graph_id", process);
        node.put("process_id", object(Optional.of(process)));
        node.put("process_start_time", Long.toString(asOf.getEpochSecond() - 60));
        node.put("process_end_time", "0").put("local_process_id", "4242");
        node.put("control_graph_id", "ctg:" + aid + ":" + (hash >>> 24));
        node.put("cmdline", "powershell -enc QQA=").put("filename", "powershell.exe");
        node.put("filepath", "\\Device\\HarddiskVolume3\\Windows\\System32\\powershell.exe");
        node.put("sha256", VertexId.sha256(hash)).put("md5", VertexId.sha256(hash).substring(32));
        node.put("user_name", "user-" + Long.remainderUnsigned(hash, 5000));
        node.put("logon_domain", "CORP").put("pattern_disposition", 2048);
        var dispositions = node.putObject("pattern_disposition_details");
        for (var name : DISPOSITIONS) {
            dispositions.put(name, name.equals("process_blocked"));
        }
        var parent = id.parentGraphId(seed);
        node.put("parent_process_id", object(parent));
        node.putObject("parent_details")
                .put("process_graph_id", parent.orElseThrow())
                .put("process_id", object(parent))
                .put("filename", "explorer.exe")
                .put("cmdline", "explorer.exe")
                .put("sha256", VertexId.sha256(hash + 1));
        var device = node.putObject("device");
        device.put("device_id", aid).put("cid", id.cid()).put("platform_name", "Windows");
        device.put("hostname", "WS-" + Long.remainderUnsigned(hash, 10_000));
        device.putArray("groups");
    }

    private static String object(Optional<String> graphId) {
        return graphId.map(text -> text.substring(text.lastIndexOf(':') + 1)).orElse("");
    }

    /** A detection as the summaries sent it before 2025-09-30. */
    public ObjectNode detection(AlertId id) {
        var hash = id.hash(seed);
        var aid = id.aid().orElseThrow();
        var at = time(hash);
        var node = mapper.createObjectNode();
        node.put("detection_id", id.text()).put("cid", id.cid()).put("created_timestamp", at);
        node.put("first_behavior", at).put("last_behavior", at);
        node.put("max_confidence", 80).put("max_severity", 70);
        node.put("max_severity_displayname", "High").put("status", "new");
        node.put("show_in_ui", true).put("email_sent", false);
        node.put("seconds_to_resolved", 0).put("seconds_to_triaged", 0);
        node.putObject("device").put("device_id", aid).put("cid", id.cid());
        node.putObject("hostinfo").put("domain", "CORP");
        var process = id.processGraphId(seed).orElseThrow();
        node.putArray("behaviors_processed").add(process + ":10304");
        behavior(id, aid, hash, node.putArray("behaviors").addObject());
        return node;
    }

    private void behavior(AlertId id, String aid, long hash, ObjectNode node) {
        node.put("device_id", aid).put("behavior_id", "10304").put("timestamp", time(hash));
        node.put("triggering_process_graph_id", id.processGraphId(seed).orElseThrow());
        node.put("control_graph_id", "ctg:" + aid + ":" + (hash >>> 24));
        node.put("alleged_filetype", "exe").put("cmdline", "powershell -enc QQA=");
        node.put("filename", "powershell.exe").put("filepath", "\\Windows\\powershell.exe");
        node.put("md5", VertexId.sha256(hash).substring(32)).put("sha256", VertexId.sha256(hash));
        node.put("confidence", 80).put("severity", 70).put("pattern_disposition", 2048);
        node.put("description", "A script host ran an encoded command.");
        node.put("display_name", "ScriptExec").put("scenario", "suspicious_activity");
        node.put("objective", "Follow Through").put("tactic", "Execution");
        node.put("tactic_id", "TA0002").put("technique", "PowerShell");
        node.put("technique_id", "T1059.001").put("user_id", "S-1-5-18").put("user_name", "lea");
        for (var name : new String[] {"description", "source", "type", "value"}) {
            node.put("ioc_" + name, "");
        }
        node.putObject("parent_details")
                .put("parent_process_graph_id", id.parentGraphId(seed).orElseThrow())
                .put("parent_cmdline", "explorer.exe")
                .put("parent_md5", VertexId.sha256(hash + 1).substring(32))
                .put("parent_sha256", VertexId.sha256(hash + 1));
        var dispositions = node.putObject("pattern_disposition_details");
        for (var name : DISPOSITIONS) {
            dispositions.put(name, name.equals("process_blocked"));
        }
    }
}
