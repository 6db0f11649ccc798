package io.ropewalk.falcon.users;

import io.ropewalk.falcon.fql.TextField;

/** Fields users can be filtered by. */
public final class UserFields {

    public static final TextField UUID = TextField.named("uuid");

    /** The e-mail address. */
    public static final TextField UID = TextField.named("uid");

    public static final TextField CID = TextField.named("cid");
    public static final TextField STATUS = TextField.named("status");

    private UserFields() {}
}
