package io.ropewalk.falcon.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.users.User;
import io.ropewalk.falcon.users.UsersTransport;
import java.util.List;
import java.util.Objects;

/** The user management collection over its REST client. */
@RegisterForReflection(targets = User.class)
final class RestUsers implements UsersTransport {

    /** By e-mail address. The swagger lists the orders of this operation with a bar only. */
    private static final String SORT = "uid|asc";

    private final ListingsRest rest;
    private final Wire wire;
    private final FalconJson json;
    private final EnvelopeReader.ItemReader<User> users;

    RestUsers(ListingsRest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
        this.users = users(json);
    }

    static EnvelopeReader.ItemReader<User> users(FalconJson json) {
        return json.records(User.class, it -> List.of(it.uuid()));
    }

    @Override
    public Answer<String> query(FalconToken token, Filter filter, long offset, int limit)
            throws TransportException {
        return wire.exchange(
                () ->
                        rest.userIds(
                                token.baseUrl(),
                                Wire.bearer(token),
                                Wire.text(filter),
                                SORT,
                                limit,
                                Wire.from(offset)),
                json::readId);
    }

    @Override
    public Answer<User> details(FalconToken token, List<String> uuids) throws TransportException {
        String body = json.idsBody("ids", uuids);
        return wire.exchange(() -> rest.users(token.baseUrl(), Wire.bearer(token), body), users);
    }
}
