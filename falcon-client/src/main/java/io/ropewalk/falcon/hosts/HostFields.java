package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fields hosts can be filtered by. An unknown field is no error upstream, it just matches nothing.
 */
public final class HostFields {

    private static final String ID = "[0-9A-Fa-f]{32}";

    public static final TextField DEVICE_ID = TextField.formed("device_id", ID);
    public static final TextField CID = TextField.formed("cid", ID + "(-[0-9A-Fa-f]{2})?");
    public static final TextField HOSTNAME = TextField.named("hostname");
    public static final TextField PLATFORM_NAME = TextField.named("platform_name");
    public static final TextField PRODUCT_TYPE_DESC = TextField.named("product_type_desc");
    public static final TextField AGENT_VERSION = TextField.named("agent_version");
    public static final TextField STATUS = TextField.named("status");
    public static final TextField TAGS = TextField.named("tags");
    public static final TextField GROUPS = TextField.named("groups");
    public static final TextField LOCAL_IP = TextField.named("local_ip");
    public static final TextField EXTERNAL_IP = TextField.named("external_ip");
    public static final TextField SERIAL_NUMBER = TextField.named("serial_number");
    public static final TextField INSTANCE_ID = TextField.named("instance_id");
    public static final TextField REDUCED_FUNCTIONALITY_MODE =
            TextField.named("reduced_functionality_mode");
    public static final TimeField FIRST_SEEN = TimeField.named("first_seen");
    public static final TimeField LAST_SEEN = TimeField.named("last_seen");
    public static final TimeField MODIFIED_TIMESTAMP = TimeField.named("modified_timestamp");

    private static final Set<String> NAMES =
            Set.of(
                    "agent_load_flags",
                    "agent_version",
                    "bios_manufacturer",
                    "bios_version",
                    "chassis_type",
                    "chassis_type_desc",
                    "cid",
                    "config_id_base",
                    "config_id_build",
                    "config_id_platform",
                    "connection_ip",
                    "connection_mac_address",
                    "cpu_signature",
                    "cpu_vendor",
                    "default_gateway_ip",
                    "deployment_type",
                    "detection_suppression_status",
                    "device_id",
                    "email",
                    "external_ip",
                    "filesystem_containment_status",
                    "first_login_timestamp",
                    "first_login_user",
                    "first_seen",
                    "group_hash",
                    "groups",
                    "host_utc_offset",
                    "hostname",
                    "instance_id",
                    "internet_exposure",
                    "k8s_cluster_git_version",
                    "k8s_cluster_id",
                    "k8s_cluster_version",
                    "kernel_version",
                    "last_login_timestamp",
                    "last_login_uid",
                    "last_login_user",
                    "last_login_user_sid",
                    "last_reboot",
                    "last_seen",
                    "linux_sensor_mode",
                    "local_ip",
                    "local_ip.raw",
                    "mac_address",
                    "machine_domain",
                    "major_version",
                    "migration_completed_time",
                    "minor_version",
                    "modified_timestamp",
                    "os_build",
                    "os_product_name",
                    "os_version",
                    "ou",
                    "platform_id",
                    "platform_name",
                    "pod_annotations",
                    "pod_host_ip4",
                    "pod_host_ip6",
                    "pod_hostname",
                    "pod_id",
                    "pod_ip4",
                    "pod_ip6",
                    "pod_labels",
                    "pod_name",
                    "pod_namespace",
                    "pod_service_account_name",
                    "pointer_size",
                    "policy_id",
                    "product_type",
                    "product_type_desc",
                    "reduced_functionality_mode",
                    "release_group",
                    "rtr_state",
                    "safe_mode",
                    "serial_number",
                    "service_provider",
                    "service_provider_account_id",
                    "site_name",
                    "status",
                    "system_manufacturer",
                    "system_product_name",
                    "tags",
                    "zone_group");

    /** Names of parts: of a policy by kind, of an application by name. */
    private static final Pattern PARTS =
            Pattern.compile(
                    "(device_policies\\.[a-z_-]+|policies)\\.(applied|policy_id|policy_type|rule_set_id|uninstall_protection)|managed_apps\\.[a-z_-]+\\.version");

    /**
     * Whether hosts can be filtered and sorted by a field of this name: those of the combined
     * listing in the vendor's published SDKs (2026-06).
     */
    public static boolean known(String name) {
        return NAMES.contains(name) || PARTS.matcher(name).matches();
    }

    private HostFields() {}
}
