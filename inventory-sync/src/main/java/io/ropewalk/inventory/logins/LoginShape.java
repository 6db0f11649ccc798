package io.ropewalk.inventory.logins;

import io.ropewalk.falcon.discover.Login;
import io.ropewalk.inventory.graph.EdgeType;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;

/** Turns the logins of an account at a host into graph properties. Pure. */
public final class LoginShape implements Shape<Of<Login>> {
    private static final List<Column<Login>> COLUMNS =
            List.of(
                    new Column<>("aid", Login::aid),
                    new Column<>("hostname", Login::hostname),
                    new Column<>("account_id", Login::accountId),
                    new Column<>("account_name", Login::accountName),
                    new Column<>("account_type", Login::accountType),
                    new Column<>("username", Login::username),
                    new Column<>("user_sid", Login::userSid),
                    new Column<>("login_domain", Login::loginDomain),
                    new Column<>("login_status", Login::loginStatus),
                    new Column<>("login_timestamp", Login::loginTimestamp),
                    new Column<>("login_type", Login::loginType),
                    new Column<>("login_event_count", Login::loginEventCount),
                    new Column<>("admin_privileges", Login::adminPrivileges),
                    new Column<>("local_ip", Login::localIp),
                    new Column<>("remote_ip", Login::remoteIp),
                    new Column<>("is_suspicious", Login::isSuspicious));

    /** The nodes that logins become. */
    public static final NodeType TYPE =
            NodeType.owned("logins", "CrowdstrikeLogin", RowMaker.names(COLUMNS))
                    .indexed("account_name", "username")
                    .joined(EdgeType.from("HAS_LOGIN", HostShape.TYPE.label()))
                    .passing("login_timestamp", "aid");

    private final RowMaker<Login> rows;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public LoginShape(String tenant) {
        rows = new RowMaker<>(tenant, TYPE, COLUMNS);
    }

    @Override
    public Shaped shape(Of<Login> login) {
        String id = login.record().id();
        if (id.isBlank()) {
            return new Shaped.Refused("A login has no id.");
        }
        String aid = login.record().aid();
        boolean known = aid != null && !aid.isBlank();
        List<Row.Link> host = known ? List.of(Row.Link.to(aid)) : List.of();
        return new Shaped.Ready(
                rows.row(id, login.cid(), known ? aid : id, login.record(), List.of(host)));
    }
}
