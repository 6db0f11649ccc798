package io.ropewalk.alertops.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose a session is. Who agrees to something in a session must be who asked for it, so a session
 * id in other hands is worth nothing. Safe for use by many threads.
 */
public final class Sessions {
    private final Map<String, String> owners;

    /**
     * @param most how many are remembered
     */
    public Sessions(int most) {
        this.owners =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                        return size() > most;
                    }
                };
    }

    /** A session begins. */
    public synchronized void begin(String id, String owner) {
        owners.put(id, owner);
    }

    /** Whether it is known, and this caller's. */
    public synchronized boolean isOf(String id, String owner) {
        return owner.equals(owners.get(id));
    }

    public synchronized void end(String id) {
        owners.remove(id);
    }
}
