package io.ropewalk.falcon.policies;

import io.ropewalk.falcon.fql.BooleanField;
import io.ropewalk.falcon.fql.TextField;
import io.ropewalk.falcon.fql.TimeField;

/**
 * Fields policies can be filtered by. An unknown field is no error upstream, it just matches
 * nothing.
 */
public final class PolicyFields {

    /** To be matched as text: the exact match is unreliable upstream. */
    public static final TextField NAME = TextField.named("name");

    public static final TextField PLATFORM_NAME = TextField.named("platform_name");
    public static final BooleanField ENABLED = BooleanField.named("enabled");
    public static final TimeField MODIFIED_TIMESTAMP = TimeField.named("modified_timestamp");

    private PolicyFields() {}
}
