package io.ropewalk.falcon.flightcontrol;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import java.util.List;

/** Sends the requests of the Flight Control collection, once each, and decodes the answers. */
public interface FlightControlTransport {

    /** {@code GET /mssp/queries/children/v1}, the one that changed last at the end. */
    Answer<String> query(FalconToken token, long offset, int limit) throws TransportException;

    /** {@code POST /mssp/entities/children/GET/v2}. */
    Answer<Child> details(FalconToken token, List<String> cids) throws TransportException;
}
