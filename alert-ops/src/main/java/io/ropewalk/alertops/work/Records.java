package io.ropewalk.alertops.work;

import java.util.Map;

/** Records of the Falcon client as maps by the vendor's names, without what is null or empty. */
@FunctionalInterface
public interface Records {
    Map<String, Object> of(Record record);
}
