package io.ropewalk.falcon.cases;

import io.ropewalk.falcon.fql.NumberField;
import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/** Fields cases can be filtered by. */
public final class CaseFields {

    public static final TextField ID = TextField.named("id");
    public static final TextField REFERENCE_ID = TextField.named("reference_id");
    public static final TextField NAME = TextField.named("name");

    /** {@code new}, {@code in_progress}, {@code closed} or {@code reopened}. */
    public static final TextField STATUS = TextField.named("status");

    /** 1 to 100. */
    public static final NumberField SEVERITY = NumberField.named("severity");

    public static final TextField TAGS = TextField.named("tags");
    public static final TextField ASSIGNED_TO_NAME = TextField.named("assigned_to_name");
    public static final TextField ASSIGNED_TO_UUID = TextField.named("assigned_to_uuid");
    public static final TimeField CREATED_TIMESTAMP = TimeField.named("created_timestamp");
    public static final TimeField UPDATED_TIMESTAMP = TimeField.named("updated_timestamp");

    private CaseFields() {}
}
