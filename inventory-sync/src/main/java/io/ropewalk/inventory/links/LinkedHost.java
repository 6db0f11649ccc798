package io.ropewalk.inventory.links;

import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a host's identity. Every text but the id may be null.
 *
 * @param cloud where it runs, as its record says
 */
public record LinkedHost(String id, Cloud cloud, Machine machine, Network network) {

    /** As the record says; the provider in Falcon's words, for example {@code AWS_EC2_V2}. */
    public record Cloud(String provider, String account, String instanceId, String zone) {}

    /** The machine. */
    public record Machine(
            String serial, String hostname, String platform, String osVersion, String model) {}

    /** Its addresses. */
    public record Network(String mac, String localIp, String externalIp) {}

    /** The provider, where it is one whose instances are linked. */
    Optional<Provider> provider() {
        return Provider.of(cloud.provider());
    }

    /** The first label of the host name in lower case; empty where there is none. */
    String shortName() {
        String name = machine.hostname() == null ? "" : machine.hostname().toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
