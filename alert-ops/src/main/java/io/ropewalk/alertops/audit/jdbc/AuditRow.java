package io.ropewalk.alertops.audit.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** A line as it stands in the table. */
record AuditRow(
        long number,
        long at,
        String tenant,
        String actor,
        String operation,
        String marker,
        String event,
        String hash) {

    static AuditRow of(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong("number"),
                row.getLong("at"),
                row.getString("tenant"),
                row.getString("actor"),
                row.getString("operation"),
                row.getString("marker"),
                row.getString("event"),
                row.getString("hash"));
    }

    /** Over every column, each with its length, so that nothing can move between two. */
    String hashAfter(String before) {
        StringBuilder all = new StringBuilder(before);
        for (Object part : List.of(number, at, tenant, actor, operation, marker, event)) {
            String text = part.toString();
            all.append('\n').append(text.length()).append(':').append(text);
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
