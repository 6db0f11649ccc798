package io.ropewalk.auth.token;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How one tenant does.
 *
 * @param state {@code empty fetching steady renewing failing closed}
 * @param since since when; while failures go on, since the first of them
 * @param failures failures in a row, 0 when all is well
 * @param why the last of them
 * @param token the token held, valid or not
 * @param baseUrl the API host, where it is known
 */
public record TenantHealth(
        String state,
        Instant since,
        int failures,
        Optional<Refusal> why,
        Optional<Instant> retryAt,
        Optional<HeldToken> token,
        Optional<URI> baseUrl) {

    static TenantHealth of(BrokerState state, Optional<URI> baseUrl) {
        var trouble = state.ongoing();
        return new TenantHealth(
                state.word(),
                state.standsSince(),
                trouble.map(BrokerState.Trouble::count).orElse(0),
                trouble.map(BrokerState.Trouble::last),
                state instanceof BrokerState.Failing it
                        ? Optional.of(it.retryAt())
                        : Optional.empty(),
                state.held(),
                baseUrl);
    }
}
