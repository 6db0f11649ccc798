package io.ropewalk.falcon.detects;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;

/** Sends the request of the detects collection, once, and decodes the answer. */
public interface DetectsTransport {

    /** {@code POST /detects/entities/summaries/GET/v1}. */
    Answer<Detection> summaries(FalconToken token, List<String> detectionIds)
            throws TransportException;
}
