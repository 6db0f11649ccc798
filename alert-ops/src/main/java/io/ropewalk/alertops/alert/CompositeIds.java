package io.ropewalk.alertops.alert;

import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.desk.AskedIds.Reading;
import io.ropewalk.alertops.guard.TenantGuard;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what was given as composite ids: {@code <cid>:<kind>:<more>}. */
final class CompositeIds {
    private static final Pattern FORM =
            Pattern.compile("([0-9A-Fa-f]{32}):[A-Za-z][A-Za-z0-9_-]*:[\\x21-\\x7e]+");

    private CompositeIds() {}

    /**
     * For a write, which may reach what a read by id may show.
     *
     * @throws Refused when it cannot be told which of several customers' ids are the tenant's
     */
    static AskedIds readToWrite(List<String> ids, Falcon falcon, Order order) {
        Optional<String> own = falcon.cid(order.tenant());
        TenantGuard.mixed(cids(ids), own, order)
                .ifPresent(rule -> {
                    throw new Refused(new Why.Guard(rule));
                });
        return AskedIds.read(ids, id -> read(id, own, order));
    }

    private static List<String> cids(List<String> ids) {
        return ids.stream()
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(1))
                .toList();
    }

    static AskedIds read(List<String> ids, Falcon falcon, Order order) {
        Optional<String> own = falcon.cid(order.tenant());
        return AskedIds.read(ids, id -> read(id, own, order));
    }

    private static Reading read(String id, Optional<String> own, Order order) {
        Matcher form = FORM.matcher(id);
        if (!form.matches()) {
            return new Reading.Bad(
                    Item.failed(
                            id,
                            FalconFailure.of(
                                    FailureCategory.BAD_REQUEST,
                                    "A composite id is <cid>:<kind>:<more>, the cid being 32"
                                            + " hexadecimal digits."),
                            ""));
        }
        return TenantGuard.met(form.group(1), own, order)
                .<Reading>map(rule -> new Reading.Bad(Item.refused(id, rule)))
                .orElseGet(() -> new Reading.Good(id));
    }
}
