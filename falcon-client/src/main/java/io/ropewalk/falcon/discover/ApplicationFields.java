package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.fql.BooleanField;
import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields applications can be filtered by. */
public final class ApplicationFields {

    public static final TextField CID = TextField.named("cid");
    public static final TextField NAME = TextField.named("name");
    public static final TextField VENDOR = TextField.named("vendor");
    public static final TextField VERSION = TextField.named("version");
    public static final TextField NAME_VENDOR = TextField.named("name_vendor");
    public static final TextField HOST_AID = TextField.named("host.aid");
    public static final TextField HOST_ID = TextField.named("host.id");
    public static final BooleanField IS_SUSPICIOUS = BooleanField.named("is_suspicious");
    public static final TimeField FIRST_SEEN_TIMESTAMP = TimeField.named("first_seen_timestamp");
    public static final TimeField LAST_UPDATED_TIMESTAMP =
            TimeField.named("last_updated_timestamp");

    private ApplicationFields() {}
}
