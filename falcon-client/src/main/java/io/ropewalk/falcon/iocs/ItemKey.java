package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.ItemError;
import java.util.Locale;

/**
 * How an item of a write is found again in the answer.
 *
 * @param id where it has one, otherwise empty
 * @param type empty where only the id is known
 * @param value empty where only the id is known
 */
record ItemKey(String id, String type, String value) {

    static ItemKey of(NewIndicator item) {
        return new ItemKey("", item.type(), item.value());
    }

    static ItemKey ofId(String id) {
        return new ItemKey(id, "", "");
    }

    /** Whether the entry is about this item: by its id, otherwise by type and value. */
    boolean names(WriteEntry entry) {
        return switch (entry) {
            case WriteEntry.Stored stored ->
                    id.isEmpty()
                            ? same(type, stored.indicator().type())
                                    && same(value, stored.indicator().value())
                            : same(id, stored.indicator().id());
            case WriteEntry.Removed removed -> same(id, removed.id());
            case WriteEntry.Complaint it -> names(it);
        };
    }

    private boolean names(WriteEntry.Complaint it) {
        if (!id.isEmpty()) {
            return same(id, it.id()) || quotedIn(it.message(), id);
        }
        return it.value() == null
                ? quotedIn(it.message(), value)
                : same(value, it.value()) && (it.type() == null || same(type, it.type()));
    }

    /** Whether an error of the envelope is about this item. */
    boolean names(ItemError error) {
        String known = id.isEmpty() ? value : id;
        return error.id().map(it -> same(known, it)).orElse(false)
                || quotedIn(error.message(), known);
    }

    /** A value inside another, {@code bad.example} in {@code very.bad.example}, is not named. */
    private static boolean quotedIn(String message, String known) {
        String text = lower(message);
        String wanted = lower(known);
        return text.contains("'" + wanted + "'") || text.contains("\"" + wanted + "\"");
    }

    /** The vendor may keep a value in its own case. */
    private static boolean same(String ours, String theirs) {
        return theirs != null && lower(ours).equals(lower(theirs));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
