package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.Lists;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What hosts can be told to do on seeing an indicator ({@code api.ActionV1}). All of them are the
 * customer's own table of what may be combined.
 *
 * @param id the action's name
 * @param platformsByType by type of indicator the platforms that know the action for it
 * @param severities those it can have; empty where it needs none
 */
public record IocAction(
        String id, Map<String, List<String>> platformsByType, List<String> severities) {
    public IocAction {
        id = Objects.requireNonNullElse(id, "");
        platformsByType = platformsByType == null ? Map.of() : Map.copyOf(platformsByType);
        severities = Lists.filled(severities);
    }
}
