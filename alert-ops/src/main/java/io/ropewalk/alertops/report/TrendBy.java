package io.ropewalk.alertops.report;

import io.ropewalk.alertops.query.Detections;
import io.ropewalk.alertops.query.Severity;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.fql.Filter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the alerts of a day are counted by. */
public enum TrendBy {
    SEVERITY,
    STATUS,
    PRODUCT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(TrendBy::word).toList();
    }

    public static TrendBy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What an alert has to be for each word. */
    Map<String, Filter> filters() {
        Map<String, Filter> filters = new LinkedHashMap<>();
        switch (this) {
            case SEVERITY -> {
                for (Severity it : Severity.values()) {
                    filters.put(it.word(), AlertFields.SEVERITY_NAME.equalTo(it.title()));
                }
            }
            case STATUS -> {
                for (AlertStatus it : AlertStatus.values()) {
                    filters.put(it.word(), AlertFields.STATUS.equalTo(it.word()));
                }
            }
            case PRODUCT ->
                    Detections.PRODUCTS.forEach(
                            it -> filters.put(it, AlertFields.PRODUCT.equalTo(it)));
        }
        return filters;
    }
}
