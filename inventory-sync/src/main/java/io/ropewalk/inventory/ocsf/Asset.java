package io.ropewalk.inventory.ocsf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One device or user as OCSF.
 *
 * @param uid what its records have in common: the agent id of a device, the entity or user id of a
 *     user
 * @param content the members of the event that are about this asset, as JSON without the braces
 * @param time of the event, seconds since the epoch
 * @param hash differs when anything but the time differs
 */
public record Asset(AssetClass assetClass, String uid, String content, long time, String hash) {
    private static final int KEPT_BYTES = 16;

    public Asset {
        Objects.requireNonNull(assetClass, "assetClass");
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(hash, "hash");
    }

    static Asset of(AssetClass assetClass, String uid, JsonObject content, long time) {
        String members = content.members();
        String hash = hash(assetClass.head(Activity.COLLECT).members() + members);
        return new Asset(assetClass, uid, members, time, hash);
    }

    /** The event that says it is there. */
    public String event() {
        return assetClass.event(Activity.COLLECT, time, content);
    }

    /** Which asset it is; the rest names people and places and does not belong in a log. */
    @Override
    public String toString() {
        return "Asset[" + assetClass + ", uid=" + uid + "]";
    }

    private static String hash(String text) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, KEPT_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", impossible);
        }
    }
}
