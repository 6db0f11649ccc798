package io.ropewalk.inventory.assets.falcon;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.falcon.hostgroups.HostGroupsApi;
import io.ropewalk.inventory.ocsf.HostGroupName;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The names of a tenant's host groups. They are read once a delivery; while they cannot be, the
 * last ones known are kept, so that a passing failure does not make every device a changed one.
 */
final class GroupNames {
    private static final Logger LOG = LoggerFactory.getLogger(GroupNames.class);

    private final HostGroupsApi groups;
    private Map<String, HostGroupName> last = Map.of();

    GroupNames(HostGroupsApi groups) {
        this.groups = groups;
    }

    /** Names by group id; empty where none could be read yet. */
    synchronized Map<String, HostGroupName> read() {
        Map<String, HostGroupName> names = new HashMap<>();
        PageWalk<HostGroup> walk = groups.walk(Filter.NONE, CallClass.BACKGROUND);
        while (true) {
            switch (walk.next()) {
                case Step.Items<HostGroup> page ->
                        page.items().stream()
                                .filter(group -> group.name() != null)
                                .forEach(group ->
                                        names.put(
                                                group.id(),
                                                new HostGroupName(
                                                        group.name(), group.description())));
                case Step.Complete<HostGroup> _ -> {
                    last = Map.copyOf(names);
                    return last;
                }
                case Step.NotComplete<HostGroup> end -> {
                    try (var _ = MDC.putCloseable("category", end.why().category().word())) {
                        LOG.warn("names of host groups could not be read; devices name them by id");
                    }
                    return last;
                }
            }
        }
    }
}
