package io.ropewalk.inventory.users;

import io.ropewalk.falcon.users.User;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.shape.Column;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.shape.RowMaker;
import io.ropewalk.inventory.shape.Shape;
import io.ropewalk.inventory.shape.Shaped;
import java.util.List;

/** Turns a user of the Falcon console into graph properties. Pure. */
public final class UserShape implements Shape<Of<User>> {
    private static final List<Column<User>> COLUMNS =
            List.of(
                    new Column<>("uid", User::uid),
                    // The name other modules' users have it under.
                    new Column<>("email", User::uid),
                    new Column<>("first_name", User::firstName),
                    new Column<>("last_name", User::lastName),
                    new Column<>("status", User::status),
                    new Column<>("user_type", User::userType),
                    new Column<>("factors", user -> Column.filled(user.factors())),
                    new Column<>("has_mfa", user -> !user.factors().isEmpty()),
                    new Column<>("created_at", User::createdAt),
                    new Column<>("updated_at", User::updatedAt),
                    new Column<>("last_login_at", User::lastLoginAt),
                    new Column<>("access_granted_at", User::accessGrantedAt));

    /** The nodes that users become. */
    public static final NodeType TYPE =
            NodeType.owned("users", "CrowdstrikeUser", RowMaker.names(COLUMNS)).indexed("email");

    private final RowMaker<User> rows;

    /**
     * Shapes for one tenant.
     *
     * @param tenant configured name of the tenant that writes
     */
    public UserShape(String tenant) {
        rows = new RowMaker<>(tenant, TYPE, COLUMNS);
    }

    @Override
    public Shaped shape(Of<User> user) {
        String id = user.record().uuid();
        return id.isBlank()
                ? new Shaped.Refused("A user has no id.")
                : new Shaped.Ready(rows.row(id, user.cid(), user.record()));
    }
}
