package io.ropewalk.stream.feed;

import io.ropewalk.falcon.FalconResult;
import java.net.URI;
import java.util.List;

/** The vendor's side of one customer's feeds. Calls block. */
public interface Feeds {

    /** The API host the customer's tokens are good for. */
    FalconResult<URI> apiHost();

    /**
     * The partitions this application id may open now. An empty list is an answer: the id is in
     * use, or the customer has no streaming.
     */
    FalconResult<List<Descriptor>> discover(String appId);

    /** Keeps an open session alive. {@code not-found} means there is none. */
    FalconResult<Boolean> refresh(URI refreshUrl);
}
