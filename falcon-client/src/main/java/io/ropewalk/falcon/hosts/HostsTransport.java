package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Optional;

/** Sends the requests of the hosts collection, once each, and decodes the answers. */
public interface HostsTransport {

    /** {@code GET /devices/combined/devices/v1}, sorted by device id. */
    Answer<Host> combined(FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException;

    /** {@code GET /devices/combined/devices/v1}. */
    Answer<Host> sorted(
            FalconToken token, Filter filter, HostSort sort, Optional<String> cursor, int limit)
            throws TransportException;

    /** {@code GET /devices/queries/devices-scroll/v1}, sorted by device id. */
    Answer<String> scroll(FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException;

    /** {@code POST /devices/entities/devices/v2}. */
    Answer<Host> details(FalconToken token, List<String> deviceIds) throws TransportException;

    /** {@code POST /devices/combined/devices/login-history/v1}. */
    Answer<HostLogins> logins(FalconToken token, List<String> deviceIds) throws TransportException;

    /** {@code GET /devices/combined/devices-hidden/v1}, sorted by device id. */
    Answer<Host> hidden(FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException;

    /** {@code POST /devices/combined/devices/login-history/v2}. */
    Answer<HostLogins> loginHistory(FalconToken token, List<String> deviceIds, LoginQuery query)
            throws TransportException;

    /** {@code GET /devices/entities/online-state/v1}. */
    Answer<OnlineState> online(FalconToken token, List<String> deviceIds) throws TransportException;

    /** {@code POST /devices/entities/devices-actions/v2}; resources are the ids accepted. */
    Answer<String> action(
            FalconToken token, HostAction action, List<String> deviceIds, Optional<String> note)
            throws TransportException;
}
