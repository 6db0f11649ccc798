package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields assets can be filtered by. */
public final class DiscoveredHostFields {

    /** {@code managed}, {@code unmanaged} or {@code unsupported}. */
    public static final TextField ENTITY_TYPE = TextField.named("entity_type");

    public static final TextField CID = TextField.named("cid");
    public static final TextField AID = TextField.named("aid");
    public static final TextField HOSTNAME = TextField.named("hostname");
    public static final TextField PLATFORM_NAME = TextField.named("platform_name");
    public static final TextField CLOUD_PROVIDER = TextField.named("cloud_provider");
    public static final TextField CLOUD_ACCOUNT_ID = TextField.named("cloud_account_id");
    public static final TimeField FIRST_SEEN_TIMESTAMP = TimeField.named("first_seen_timestamp");
    public static final TimeField LAST_SEEN_TIMESTAMP = TimeField.named("last_seen_timestamp");

    private DiscoveredHostFields() {}
}
