package io.ropewalk.falcon.hosts;

import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;
import java.util.Optional;

/** Answers nothing; fakes override what they need. */
class NoHosts implements HostsTransport {

    @Override
    public Answer<Host> combined(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Host> sorted(
            FalconToken token, Filter filter, HostSort sort, Optional<String> cursor, int limit)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<String> scroll(
            FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Host> details(FalconToken token, List<String> deviceIds)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<HostLogins> logins(FalconToken token, List<String> deviceIds)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<Host> hidden(FalconToken token, Filter filter, Optional<String> cursor, int limit)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<HostLogins> loginHistory(
            FalconToken token, List<String> deviceIds, LoginQuery query) throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<OnlineState> online(FalconToken token, List<String> deviceIds)
            throws TransportException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer<String> action(
            FalconToken token, HostAction action, List<String> deviceIds, Optional<String> note)
            throws TransportException {
        throw new UnsupportedOperationException();
    }
}
