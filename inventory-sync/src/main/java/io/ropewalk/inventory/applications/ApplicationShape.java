package io.ropewalk.inventory.applications;

import io.ropewalk.falcon.discover.Application;
import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;

/** Turns an application on a host into graph properties. Pure. */
public final class ApplicationShape implements Shape<Application> {
    private static final List<Column<Application>> COLUMNS =
            List.of(
                    new Column<>("aid", ApplicationShape::aid),
                    new Column<>("name", Application::name),
                    new Column<>("vendor", Application::vendor),
                    new Column<>("version", Application::version),
                    new Column<>("name_vendor", Application::nameVendor),
                    new Column<>("name_vendor_version", Application::nameVendorVersion),
                    new Column<>("software_type", Application::softwareType),
                    new Column<>("category", Application::category),
                    new Column<>("architectures", it -> Column.filled(it.architectures())),
                    new Column<>("installation_paths", it -> Column.filled(it.installationPaths())),
                    new Column<>("installation_timestamp", Application::installationTimestamp),
                    new Column<>("first_seen_timestamp", Application::firstSeenTimestamp),
                    new Column<>("last_updated_timestamp", Application::lastUpdatedTimestamp),
                    new Column<>("last_used_timestamp", Application::lastUsedTimestamp),
                    new Column<>("last_used_user_name", Application::lastUsedUserName),
                    new Column<>("is_suspicious", Application::isSuspicious));

    /** The nodes that applications become, one for each host they are on. */
    public static final NodeType TYPE =
            NodeType.owned("applications", "CrowdstrikeApplication", RowMaker.names(COLUMNS))
                    .indexed("name", "name_vendor_version")
                    .joined(EdgeType.from("HAS_APPLICATION", HostShape.TYPE.label()));

    private final RowMaker<Application> rows;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public ApplicationShape(String tenant) {
        rows = new RowMaker<>(tenant, TYPE, COLUMNS);
    }

    @Override
    public Shaped shape(Application application) {
        if (application.id().isBlank() || application.cid().isBlank()) {
            return new Shaped.Refused("An application has no id or no customer id.");
        }
        String aid = aid(application);
        List<Row.Link> host = aid == null ? List.of() : List.of(Row.Link.to(aid));
        return new Shaped.Ready(
                rows.row(
                        application.id(),
                        application.cid(),
                        aid == null ? application.id() : aid,
                        application,
                        List.of(host)));
    }

    /** Null on a host without a sensor. */
    private static String aid(Application application) {
        String aid = application.host() == null ? null : application.host().aid();
        return aid == null || aid.isBlank() ? null : aid;
    }
}
