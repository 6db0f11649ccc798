package io.ropewalk.auth.token;

import java.time.Duration;

/** Hears what the brokers do. Called on the thread that did it; must not block or throw. */
public interface TokenEvents {

    /** One request to the vendor; {@code operation} is {@code grant} or {@code revoke}. */
    void upstreamCall(String tenant, String operation, String outcome, Duration took);

    /** A first fetch or a renewal ended; {@code outcome} is {@code ok} or a failure category. */
    void renewal(String tenant, String outcome);

    /** A token was dropped on a caller's word. */
    void dropped(String tenant);

    /** Hears nothing. */
    TokenEvents NONE =
            new TokenEvents() {
                @Override
                public void upstreamCall(
                        String tenant, String operation, String outcome, Duration took) {}

                @Override
                public void renewal(String tenant, String outcome) {}

                @Override
                public void dropped(String tenant) {}
            };
}
