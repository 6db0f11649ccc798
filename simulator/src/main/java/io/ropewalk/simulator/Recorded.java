package io.ropewalk.simulator;

import java.time.Instant;

/**
 * A request that arrived. Holds no credential: of the Authorization header only its scheme.
 *
 * @param query as sent
 * @param status what was answered; 0 when the connection was reset instead
 * @param tenant name of the tenant whose token was used; empty when there was none
 * @param authorization the scheme and stars, or empty
 * @param fault type of the fault that fired; empty when none did
 */
public record Recorded(
        Instant at,
        String method,
        String path,
        String query,
        int status,
        String tenant,
        String authorization,
        String userAgent,
        String traceId,
        String fault) {}
