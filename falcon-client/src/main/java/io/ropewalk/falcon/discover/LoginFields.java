package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields logins can be filtered by. */
public final class LoginFields {

    /** {@code Successful} or {@code Failed}. */
    public static final TextField LOGIN_STATUS = TextField.named("login_status");

    public static final TextField CID = TextField.named("cid");
    public static final TextField AID = TextField.named("aid");
    public static final TextField HOST_ID = TextField.named("host_id");
    public static final TextField ACCOUNT_ID = TextField.named("account_id");
    public static final TextField LOGIN_TYPE = TextField.named("login_type");
    public static final TimeField LOGIN_TIMESTAMP = TimeField.named("login_timestamp");

    private LoginFields() {}
}
