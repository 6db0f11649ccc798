package io.ropewalk.alertops.mcp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whose a session is, and at which server. Who agrees to something in a session must be who asked
 * for it, so a session id in other hands is worth nothing. Safe for use by many threads.
 */
public final class Sessions {
    private final int most;
    private final int mostOfOne;

    /** By id; what was used last is last. */
    private final Map<String, Of> sessions = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Whose.
     *
     * @param owner subject of the token
     * @param server path of the server it was begun at
     */
    public record Of(String owner, String server) {
        public Of {
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(server, "server");
        }
    }

    /**
     * @param most how many are remembered
     * @param mostOfOne how many of one owner, so that nobody ends the sessions of others
     */
    public Sessions(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * A session begins.
     *
     * @return the sessions that end for it: the longest unused of this owner first
     */
    public synchronized List<String> begin(String id, Of whose) {
        sessions.put(id, whose);
        List<String> ended = new ArrayList<>();
        long own =
                sessions.values().stream().filter(it -> it.owner().equals(whose.owner())).count();
        if (own > mostOfOne) {
            ended.add(endOldest(whose.owner()));
        } else if (sessions.size() > most) {
            ended.add(endOldest(null));
        }
        return ended;
    }

    /** Whether it is known, and this caller's at this server. */
    public synchronized boolean isOf(String id, Of whose) {
        return whose.equals(sessions.get(id));
    }

    public synchronized void end(String id) {
        sessions.remove(id);
    }

    /** Ends the longest unused of this owner, or of all where that is null. */
    private String endOldest(String owner) {
        Iterator<Map.Entry<String, Of>> all = sessions.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Of> one = all.next();
            if (owner == null || one.getValue().owner().equals(owner)) {
                String id = one.getKey();
                all.remove();
                return id;
            }
        }
        throw new IllegalStateException("there is no session to end");
    }
}
