package io.ropewalk.inventory.ocsf;

import java.util.Objects;

/** The OCSF classes that assets are sent as. */
public enum AssetClass {
    /** Device Inventory Info. */
    DEVICE(5001, "Device Inventory Info", "Device Inventory Info: Collect"),
    /** User Inventory Info. */
    USER(5003, "User Inventory Info", "User Inventory");

    private static final long DISCOVERY = 5;
    private static final long INFORMATIONAL = 1;
    private static final long OTHER = 99;

    private final long uid;
    private final String caption;
    private final String collected;

    AssetClass(long uid, String caption, String collected) {
        this.uid = uid;
        this.caption = caption;
        this.collected = collected;
    }

    /**
     * An event as one line of JSON.
     *
     * @param time seconds since the epoch
     * @param content of an {@link Asset} of this class
     */
    public String event(Activity activity, long time, String content) {
        Objects.requireNonNull(content, "content");
        return "{" + head(activity).put("time", time).members() + "," + content + "}";
    }

    /** What every event of this class and activity begins with. */
    JsonObject head(Activity activity) {
        JsonObject head =
                new JsonObject()
                        .put("activity_id", activity.id())
                        .put("activity_name", activity.caption())
                        .put("category_uid", DISCOVERY)
                        .put("category_name", "Discovery")
                        .put("class_uid", uid)
                        .put("class_name", caption)
                        .put("type_uid", uid * 100 + activity.id())
                        .put("type_name", typeName(activity))
                        .put("severity_id", INFORMATIONAL)
                        .put("severity", "Informational");
        if (activity == Activity.REMOVED) {
            head.put("status_id", OTHER)
                    .put("status", activity.caption())
                    .put("status_detail", "CrowdStrike Falcon no longer lists this asset.");
        }
        return head;
    }

    private String typeName(Activity activity) {
        return switch (activity) {
            case COLLECT -> collected;
            case REMOVED -> caption + ": " + activity.caption();
        };
    }
}
