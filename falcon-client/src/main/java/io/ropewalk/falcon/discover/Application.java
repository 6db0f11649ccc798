package io.ropewalk.falcon.discover;

import io.ropewalk.falcon.Lists;
import io.ropewalk.falcon.hosts.AgentId;
import java.util.List;
import java.util.Objects;

/**
 * One application on one host ({@code domain.DiscoverAPIApplication} of the swagger), as far as it
 * is used here. Components bear the vendor's names in camel case; {@code null} stands for what the
 * vendor does not send or was not asked for ({@link ApplicationFacet}). Times are the vendor's
 * text.
 *
 * @param softwareType {@code application}, {@code browser_extension}, {@code dev_package}, {@code
 *     ide_extension}
 */
public record Application(
        String id,
        String cid,
        String name,
        String vendor,
        String version,
        String nameVendor,
        String nameVendorVersion,
        String softwareType,
        String category,
        List<String> architectures,
        List<String> installationPaths,
        String installationTimestamp,
        String firstSeenTimestamp,
        String lastUpdatedTimestamp,
        String lastUsedTimestamp,
        String lastUsedUserName,
        String lastUsedUserSid,
        Boolean isNormalized,
        Boolean isSuspicious,
        Host host) {

    public Application {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(cid, "cid");
        architectures = Lists.filled(architectures);
        installationPaths = Lists.filled(installationPaths);
        host = host == null ? null : host.in(cid);
    }

    /**
     * The host an application is on.
     *
     * @param id of the asset in Discover, which is no agent id
     * @param aid the bare agent id; {@code null} where there is no sensor
     */
    public record Host(String id, String aid, String hostname) {

        private Host in(String cid) {
            return new Host(id, aid == null ? null : AgentId.bare(aid, cid), hostname);
        }

        /** Which host it is, without its name. */
        @Override
        public String toString() {
            return "Host[id=" + id + "]";
        }
    }

    /** Which one it is; the rest says what people use. */
    @Override
    public String toString() {
        return "Application[id=" + id + ", cid=" + cid + "]";
    }
}
