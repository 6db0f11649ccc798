package io.ropewalk.falcon.hostgroups;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields host groups can be filtered by. */
public final class HostGroupFields {

    public static final TextField NAME = TextField.named("name");
    public static final TextField GROUP_TYPE = TextField.named("group_type");
    public static final TimeField CREATED_TIMESTAMP = TimeField.named("created_timestamp");
    public static final TimeField MODIFIED_TIMESTAMP = TimeField.named("modified_timestamp");

    private HostGroupFields() {}
}
