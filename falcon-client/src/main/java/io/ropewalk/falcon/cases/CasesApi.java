package io.ropewalk.falcon.cases;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.fql.Filter;
import java.util.List;

/** The cases of one customer, to be read. Scope {@code Cases: read}. */
public interface CasesApi {

    /** The most ids one page may hold, and, as for alerts, all there are by offset. */
    int WINDOW = 10_000;

    /** The most ids one call of {@link #details} sends; no source states a limit. */
    int MAX_IDS = 100;

    /** Newest first. */
    String NEWEST_FIRST = "created_timestamp|desc";

    /**
     * A page of the ids of cases ({@code queries_cases_get_v1}), with their number in {@code
     * total}.
     *
     * @param filter by {@link CaseFields}
     * @param sort {@code field|asc} or {@code field|desc}
     */
    FalconResult<Page<String>> ids(
            Filter filter, String sort, long offset, int limit, CallClass callClass);

    /**
     * The cases of these ids ({@code entities_cases_post_v2}), in the order of the ids: the vendor
     * has none. Ids it does not know are absent.
     */
    FalconResult<List<CaseRecord>> details(List<String> ids, CallClass callClass);
}
