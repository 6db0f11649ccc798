package io.ropewalk.inventory.questions;

/**
 * A host in a list; what it does not say is null.
 *
 * @param lastSeen as the vendor writes it: RFC 3339, UTC
 */
public record HostLine(
        String id,
        String hostname,
        String platform,
        String sensorVersion,
        String lastSeen,
        String localIp,
        String externalIp,
        String lastLoginUser) {}
