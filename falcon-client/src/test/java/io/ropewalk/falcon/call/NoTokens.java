package io.ropewalk.falcon.call;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;

/** Never has a token. */
record NoTokens(FalconFailure why) implements TokenSource {

    @Override
    public FalconResult<FalconToken> current() {
        return new FalconResult.Unreachable<>(why);
    }

    @Override
    public void reject(FalconToken dead) {
        throw new IllegalStateException("There was no token to reject.");
    }
}
