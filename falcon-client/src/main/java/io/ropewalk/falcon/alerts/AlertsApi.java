package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.writes.ChunkSize;
import io.ropewalk.falcon.writes.IdOutcome;
import java.util.List;
import java.util.Optional;

/** The alerts of one customer. Scopes {@code Alerts: read} and {@code Alerts: write}. */
public interface AlertsApi {

    /** The most ids one call may send; longer lists are cut into chunks. */
    int MAX_IDS = 1_000;

    /**
     * The alerts of these composite ids ({@code GetV2}), in the vendor's order, which is not that
     * of the ids. Ids the vendor does not know are absent from a good answer; an answer without a
     * list is {@code vendor-down}. A chunk the vendor finds too large is halved.
     */
    FalconResult<List<Alert>> details(List<String> compositeIds, CallClass callClass);

    /** The most records one page may hold. */
    int MAX_PAGE = 1_000;

    /** By offset the vendor lists so many ids and no more: past them it answers 500. */
    int WINDOW = 10_000;

    /** The longest list of ids, in characters, one call sends: a body of 1 MiB was refused. */
    int MAX_ID_CHARACTERS = 800_000;

    /**
     * The same as whole records.
     *
     * @param withHidden whether hidden alerts are wanted; without them each is an item error ("not
     *     visible in the UI")
     */
    FalconResult<List<AlertRecord>> records(
            List<String> compositeIds, boolean withHidden, CallClass callClass);

    /**
     * One page of records ({@code PostCombinedAlertsV1}), however many there are. A cursor fits
     * only the query and limit it came from; whether it expires is not documented. Whether hidden
     * alerts are in it is not documented either.
     */
    FalconResult<Page<AlertRecord>> page(
            AlertQuery query, Optional<String> after, int limit, CallClass callClass);

    /** Walks all records of a query by {@link #page}. */
    PageWalk<AlertRecord> walk(AlertQuery query, int pageSize, CallClass callClass);

    /**
     * One page of composite ids ({@code QueryV2}), hidden alerts among them if wanted, and in
     * {@code total} how many there are in all.
     *
     * @param limit 0 to {@value #WINDOW} less the offset; 0 only counts
     */
    FalconResult<Page<String>> ids(
            AlertQuery query, long offset, int limit, boolean withHidden, CallClass callClass);

    /** Counts over all alerts, hidden ones too ({@code GetAggregateV2}), in the order asked for. */
    FalconResult<List<Aggregation>> aggregates(List<Aggregate> wanted, CallClass callClass);

    /**
     * Changes alerts, hidden ones too ({@code UpdateV3}), at most {@code batch} in a request. The
     * vendor answers no records: an alert is done when the count of writes covers it, and otherwise
     * unknown, to be read.
     *
     * @param batch 1 to {@value #MAX_IDS}
     * @return an outcome for each id, in the order of the ids
     */
    List<IdOutcome> update(
            List<String> compositeIds, AlertChange change, int batch, CallClass callClass);

    /**
     * The same for one of several changes in a row, which learn from each other how many alerts the
     * vendor takes in a request.
     */
    default List<IdOutcome> update(
            List<String> compositeIds, AlertChange change, ChunkSize size, CallClass callClass) {
        return update(compositeIds, change, size.most(), callClass);
    }
}
