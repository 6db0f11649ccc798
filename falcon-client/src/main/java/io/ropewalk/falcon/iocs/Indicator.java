package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One custom indicator as the vendor keeps it ({@code api.IndicatorV1} of the swagger). Components
 * bear the vendor's names in camel case; {@code null} stands for what the vendor does not send,
 * lists are then empty. Type and value are its identity and never change.
 *
 * @param id 64 hex digits
 * @param type {@code sha256}, {@code md5}, {@code domain}, {@code ipv4} or {@code ipv6}
 * @param action {@code no_action}, {@code allow}, {@code prevent_no_ui}, {@code detect} or {@code
 *     prevent}; {@code no_action} once it has expired
 * @param severity empty where it has none
 * @param expired whether its expiration has passed; the record stays and counts
 * @param fromParent whether it is the Flight Control parent's, and so cannot be changed here
 * @param createdBy the API client, or the user of the console
 */
public record Indicator(
        String id,
        String type,
        String value,
        String action,
        String mobileAction,
        String severity,
        String source,
        String description,
        IndicatorMetadata metadata,
        List<String> platforms,
        List<String> tags,
        List<String> hostGroups,
        Boolean appliedGlobally,
        Instant expiration,
        Boolean expired,
        Boolean deleted,
        Boolean fromParent,
        String parentCidName,
        Instant createdOn,
        String createdBy,
        Instant modifiedOn,
        String modifiedBy) {

    public Indicator {
        id = Objects.requireNonNullElse(id, "");
        platforms = Lists.filled(platforms);
        tags = Lists.filled(tags);
        hostGroups = Lists.filled(hostGroups);
    }

    /** Which indicator it is; what people wrote into it does not belong in a log. */
    @Override
    public String toString() {
        return "Indicator[id=" + id + ", type=" + type + ", value=" + value + "]";
    }
}
