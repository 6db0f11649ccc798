package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.fql.BooleanField;
import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields indicators can be filtered by. */
public final class IndicatorFields {

    public static final TextField TYPE = TextField.named("type");
    public static final TextField VALUE = TextField.named("value");
    public static final TextField ACTION = TextField.named("action");
    public static final TextField SEVERITY = TextField.named("severity");
    public static final TextField SOURCE = TextField.named("source");
    public static final TextField TAGS = TextField.named("tags");
    public static final TextField CREATED_BY = TextField.named("created_by");
    public static final TimeField CREATED_ON = TimeField.named("created_on");
    public static final TimeField MODIFIED_ON = TimeField.named("modified_on");
    public static final TimeField EXPIRATION = TimeField.named("expiration");
    public static final BooleanField EXPIRED = BooleanField.named("expired");

    private IndicatorFields() {}
}
