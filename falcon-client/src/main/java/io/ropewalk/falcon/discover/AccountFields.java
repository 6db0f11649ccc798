package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields accounts can be filtered by. */
public final class AccountFields {

    /** {@code Local} or {@code Domain}. */
    public static final TextField ACCOUNT_TYPE = TextField.named("account_type");

    /** {@code Yes}, {@code No} or {@code Unknown}. */
    public static final TextField ADMIN_PRIVILEGES = TextField.named("admin_privileges");

    public static final TextField CID = TextField.named("cid");
    public static final TextField USERNAME = TextField.named("username");
    public static final TimeField FIRST_SEEN_TIMESTAMP = TimeField.named("first_seen_timestamp");

    private AccountFields() {}
}
