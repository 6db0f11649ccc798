package io.ropewalk.alertops.host;

import io.ropewalk.alertops.desk.AskedIds;
import io.ropewalk.alertops.desk.AskedIds.Reading;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what was given as agent ids: 32 hexadecimal digits, perhaps with two check digits. */
final class AgentIds {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})(-[0-9a-f]{2})?");

    private AgentIds() {}

    static AskedIds read(List<String> ids) {
        return AskedIds.read(ids, AgentIds::read);
    }

    private static Reading read(String id) {
        Matcher form = FORM.matcher(id.strip().toLowerCase(Locale.ROOT));
        return form.matches()
                ? new Reading.Good(form.group(1))
                : new Reading.Bad(
                        Item.failed(
                                id,
                                FalconFailure.of(
                                        FailureCategory.BAD_REQUEST,
                                        "An agent id is 32 hexadecimal digits, and no host name:"
                                                + " several hosts may have one name."),
                                ""));
    }

    static Item missing(String id, String traceId) {
        return Item.notFound(id, "Falcon has no host of this agent id.", traceId);
    }
}
