package io.ropewalk.stream.feed.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.streams.StreamDescriptor;
import io.ropewalk.falcon.streams.StreamsApi;
import io.ropewalk.stream.feed.Descriptor;
import io.ropewalk.stream.feed.Feeds;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** One customer's feeds through the Falcon API. */
public final class FalconFeeds implements Feeds {
    private final StreamsApi streams;
    private final TokenSource tokens;

    public FalconFeeds(StreamsApi streams, TokenSource tokens) {
        this.streams = Objects.requireNonNull(streams, "streams");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
    }

    @Override
    public FalconResult<URI> apiHost() {
        return tokens.current().map(FalconToken::baseUrl);
    }

    @Override
    public FalconResult<List<Descriptor>> discover(String appId) {
        return streams.discover(appId, CallClass.STREAM)
                .map(list -> list.stream().map(FalconFeeds::descriptor).toList());
    }

    @Override
    public FalconResult<Boolean> refresh(URI refreshUrl) {
        return streams.refresh(refreshUrl, CallClass.STREAM).map(_ -> true);
    }

    private static Descriptor descriptor(StreamDescriptor stream) {
        return new Descriptor(
                stream.partition(),
                stream.dataFeedUrl(),
                stream.sessionToken().token(),
                stream.refreshUrl(),
                stream.refreshIntervalSeconds());
    }
}
