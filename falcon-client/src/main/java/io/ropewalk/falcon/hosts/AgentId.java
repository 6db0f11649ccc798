package io.ropewalk.falcon.hosts;

/** The two ways the vendor writes an agent id. */
public final class AgentId {

    private AgentId() {}

    /**
     * The bare agent id. For children of a Flight Control parent some answers join it to the
     * customer id, in either order, with {@code _} or {@code :} between; an id joined to anything
     * else is left alone.
     */
    public static String bare(String id, String cid) {
        if (cid.isEmpty()) {
            return id;
        }
        for (char joint : new char[] {'_', ':'}) {
            if (id.endsWith(joint + cid)) {
                return id.substring(0, id.length() - cid.length() - 1);
            }
            if (id.startsWith(cid + joint)) {
                return id.substring(cid.length() + 1);
            }
        }
        return id;
    }
}
