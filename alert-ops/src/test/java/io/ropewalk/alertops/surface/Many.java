package io.ropewalk.alertops.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.work.Role;
import java.util.List;

/** More ids than a request of Falcon's holds. */
final class Many {
    private Many() {}

    /** More than Falcon takes at once is cut into what it takes. */
    static void check(Row row) {
        Stock stock = Stock.of("bulk");
        List<String> ids = row.writes() ? stock.fresh(row, most(row)) : absentOnes(row);
        String past =
                row.writes() ? ",\"past\":[%s],\"reason\":\"Table.\"".formatted(caps(row)) : "";
        Api.forgetRequests();
        row.send(Api.as(Role.ADMIN.word()), "bulk", row.about(ids, past))
                .statusCode(200)
                .body("items.id", equalTo(ids))
                .body("items.outcome", everyItem(is(row.writes() ? "done" : "not-found")));
        List<Integer> statuses = Api.statuses("bulk", "");
        assertThat(statuses).isNotEmpty().doesNotContain(400, 413, 414);
        if (row.writes()) {
            assertThat(Api.statuses("bulk", row.writePath())).hasSizeGreaterThan(1);
            assertThat(stock.isDone(row, ids.getFirst())).isTrue();
            assertThat(stock.isDone(row, ids.getLast())).isTrue();
        }
    }

    private static List<String> absentOnes(Row row) {
        Stock.of("bulk").fresh(Row.GET_ALERTS_V2, 1);
        return Stock.absent(row, "bulk", most(row));
    }

    /** One more than a request of Falcon's holds; of policies more than an address holds. */
    private static int most(Row row) {
        return switch (row) {
            case GET_ALERTS_V2, UPDATE_ALERT_STATUS, ADD_NEW_COMMENT_TO_ALERT -> 1_001;
            case GET_DEVICE_DETAILS -> 5_001;
            case QUERY_DEVICE_LOGIN_HISTORY -> 11;
            case GET_PREVENTION_POLICIES -> 400;
            default -> 101;
        };
    }

    private static String caps(Row row) {
        String name =
                switch (row) {
                    case ISOLATE_ENDPOINTS -> "contain";
                    case DEISOLATE_ENDPOINTS -> "lift";
                    case PERFORM_HOST_ACTION -> "hide";
                    default -> "alerts";
                };
        return "\"%1$s-max-per-request\",\"%1$s-max-per-hour\"".formatted(name);
    }
}
