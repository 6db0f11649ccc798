package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.fql.BooleanField;
import io.ropewalk.falcon.fql.NumberField;
import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/**
 * Fields alerts can be filtered by. An unknown field is no error upstream, it just matches nothing.
 * Hashes are kept in lower case and matched with regard to case; {@code tags} match whole.
 */
public final class AlertFields {

    private static final String SHA256_FORM = "[0-9a-f]{64}";

    public static final TextField COMPOSITE_ID = TextField.named("composite_id");
    public static final TextField AGGREGATE_ID = TextField.named("aggregate_id");
    public static final TextField PRODUCT = TextField.named("product");
    public static final TextField TYPE = TextField.named("type");
    public static final TextField NAME = TextField.named("name");
    public static final TextField DISPLAY_NAME = TextField.named("display_name");

    /** One of {@link AlertStatus}. */
    public static final TextField STATUS = TextField.formed("status", "[a-z_]+");

    public static final NumberField SEVERITY = NumberField.named("severity");

    /** {@code Informational}, {@code Low}, {@code Medium}, {@code High}, {@code Critical}. */
    public static final TextField SEVERITY_NAME = TextField.named("severity_name");

    public static final TextField TACTIC = TextField.named("tactic");
    public static final TextField TACTIC_ID = TextField.named("tactic_id");
    public static final TextField TECHNIQUE = TextField.named("technique");
    public static final TextField TECHNIQUE_ID = TextField.named("technique_id");
    public static final TextField TAGS = TextField.named("tags");
    public static final TimeField CREATED_TIMESTAMP = TimeField.named("created_timestamp");
    public static final TimeField UPDATED_TIMESTAMP = TimeField.named("updated_timestamp");
    public static final TimeField TIMESTAMP = TimeField.named("timestamp");
    public static final TextField ASSIGNED_TO_NAME = TextField.named("assigned_to_name");
    public static final TextField ASSIGNED_TO_UID = TextField.named("assigned_to_uid");
    public static final TextField ASSIGNED_TO_UUID = TextField.named("assigned_to_uuid");
    public static final BooleanField SHOW_IN_UI = BooleanField.named("show_in_ui");
    public static final TextField AGENT_ID = TextField.formed("agent_id", "[0-9a-f]{32}");
    public static final TextField DEVICE_ID = TextField.formed("device.device_id", "[0-9a-f]{32}");
    public static final TextField HOSTNAME = TextField.named("device.hostname");
    public static final TextField USER_NAME = TextField.named("user_name");
    public static final TextField FILENAME = TextField.named("filename");
    public static final TextField MD5 = TextField.formed("md5", "[0-9a-f]{32}");
    public static final TextField SHA1 = TextField.formed("sha1", "[0-9a-f]{40}");
    public static final TextField SHA256 = TextField.formed("sha256", SHA256_FORM);
    public static final TextField ENTITIES_SHA256 =
            TextField.formed("entities.sha256", SHA256_FORM);
    public static final TextField ENTITY_VALUES_SHA256S =
            TextField.formed("entity_values.sha256s", SHA256_FORM);
    public static final TextField QUARANTINED_SHA256 =
            TextField.formed("quarantined_files.sha256", SHA256_FORM);
    public static final TextField IOC_VALUE = TextField.named("ioc_value");
    public static final TextField LINKED_CASE_IDS = TextField.named("linked_case_ids");

    private AlertFields() {}
}
