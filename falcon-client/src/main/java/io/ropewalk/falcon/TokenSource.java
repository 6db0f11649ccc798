package io.ropewalk.falcon;

/**
 * Where the client gets the token of one customer. Implementations cache; the client asks before
 * every call.
 */
public interface TokenSource {

    /** The token to use now, or why there is none. Blocks while one is being fetched. */
    FalconResult<FalconToken> current();

    /**
     * Says that Falcon refused this token with 401. The next {@link #current()} must not return it
     * again unless it proves to be the only one to be had.
     */
    void reject(FalconToken dead);
}
