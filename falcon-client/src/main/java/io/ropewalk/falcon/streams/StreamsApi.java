package io.ropewalk.falcon.streams;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import java.net.URI;
import java.util.List;

/**
 * The event streams of one customer: what can be read, and keeping that alive. The reading itself
 * is no call of this API. Scope {@code Event streams: read}.
 */
public interface StreamsApi {

    /**
     * Lists the partitions that can be read ({@code listAvailableStreamsOAuth2}).
     *
     * <p>A good empty list means that this application id is in use, or that streaming is not
     * enabled for the customer. An answer without a list, without a body, or whose every entry is
     * unusable is a failure ({@code vendor-down}). Entries that cannot be used beside others that
     * can are item errors, with their partition as id where it is known.
     *
     * @param appId names the connection; at most 32 characters
     */
    FalconResult<List<StreamDescriptor>> discover(String appId, CallClass callClass);

    /**
     * Keeps a session alive ({@code refreshActiveStreamSession}). May be repeated. {@link
     * FailureCategory#NOT_FOUND} means that there is no such session any more: discover again.
     *
     * <p>The customer's bearer token goes to this address: the caller has checked that it is the
     * vendor's. Anything but http and https is refused ({@code bug}).
     *
     * @param refreshUrl {@link StreamDescriptor#refreshUrl()}
     */
    FalconResult<Refreshed> refresh(URI refreshUrl, CallClass callClass);
}
