package io.ropewalk.inventory.sync.falcon;

import io.ropewalk.falcon.TokenSource;

/** Where the tokens of each tenant come from. */
@FunctionalInterface
public interface TokensOf {

    /** The tokens of this tenant. */
    TokenSource tenant(String name);
}
