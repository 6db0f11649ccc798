package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

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

    private HostFields() {}
}
