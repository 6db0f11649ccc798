package io.ropewalk.falcon.rtr;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields sessions can be filtered by. There is no status: a session that ended is deleted. */
public final class RtrFields {

    public static final TimeField CREATED_AT = TimeField.named("created_at");
    public static final TimeField UPDATED_AT = TimeField.named("updated_at");
    public static final TimeField DELETED_AT = TimeField.named("deleted_at");
    public static final TextField HOSTNAME = TextField.named("hostname");
    public static final TextField AID = TextField.formed("aid", "[0-9a-f]{32}");
    public static final TextField USER_ID = TextField.named("user_id");
    public static final TextField ORIGIN = TextField.named("origin");
    public static final TextField BASE_COMMAND = TextField.named("base_command");

    private RtrFields() {}
}
