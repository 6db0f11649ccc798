package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The custom indicators of one customer. Scopes {@code IOC Management: read} and {@code write}.
 *
 * <p>A write answers item by item, in the order asked, whatever became of the requests it took:
 * longer lists are cut into batches; a batch refused as a whole is sent again without the items the
 * vendor named, or halved where it named none, until every bad item is known. Once a request fails
 * for a reason that is not an item's, no further one is sent and the rest is {@link
 * ItemOutcome.Undone}.
 */
public interface IocsApi {

    /** The most indicators one page may hold, as the vendor documents it. */
    int MAX_PAGE = 500;

    /** The most ids one call sends, as they stand in the address; longer lists are cut. */
    int MAX_IDS = 100;

    /** The most indicators one request may carry. The vendor names no limit. */
    int MAX_BATCH = 1_000;

    /** The vendor finds nothing by offset from here on; a cursor goes on. */
    int WINDOW = 10_000;

    /**
     * Where a page starts; the vendor takes one of the two.
     *
     * @param cursor the page before's {@link Page#next()}
     * @param offset how many to leave out
     */
    record From(Optional<String> cursor, OptionalLong offset) {
        /** At the first one. */
        public static final From START = new From(Optional.empty(), OptionalLong.empty());

        public From {
            if (cursor.isPresent() && offset.isPresent()) {
                throw new IllegalArgumentException("A page starts at a cursor or at an offset.");
            }
        }

        /** After the page that gave this cursor; at the first one when there is none. */
        public static From cursor(Optional<String> cursor) {
            return new From(cursor, OptionalLong.empty());
        }

        /** After so many; with the page's size at most {@link IocsApi#WINDOW}. */
        public static From offset(long offset) {
            return new From(Optional.empty(), OptionalLong.of(offset));
        }
    }

    /**
     * One page of indicators ({@code indicator.combined.v1}). The last page may have a cursor, too:
     * the end is a page without indicators.
     *
     * @param limit 1 to {@value #MAX_PAGE}
     */
    FalconResult<Page<Indicator>> combined(
            IndicatorQuery query, From from, int limit, CallClass callClass);

    /** The same, ids only ({@code indicator.search.v1}). */
    FalconResult<Page<String>> search(
            IndicatorQuery query, From from, int limit, CallClass callClass);

    /**
     * Walks all indicators by cursor, in the query's order. That order does not prove that none
     * came twice. Where some come and go meanwhile it ends not complete, miscounted.
     */
    PageWalk<Indicator> walk(IndicatorQuery query, int pageSize, CallClass callClass);

    /**
     * The indicators of these ids, in the vendor's order ({@code indicator.get.v1}). Ids the vendor
     * does not know are absent from a good answer.
     */
    FalconResult<List<Indicator>> details(List<String> ids, CallClass callClass);

    /**
     * Creates indicators ({@code indicator.create.v1}). Of two in one list with the same type and
     * value one is refused.
     */
    List<ItemOutcome<Indicator>> create(
            List<NewIndicator> items, WriteOptions options, CallClass callClass);

    /** Changes indicators ({@code indicator.update.v1}). */
    List<ItemOutcome<Indicator>> update(
            List<IndicatorUpdate> items, WriteOptions options, CallClass callClass);

    /**
     * Deletes indicators by id ({@code indicator.delete.v1}), at most {@value #MAX_IDS} a request.
     * There is no deletion by filter: the vendor would then not even look at the ids.
     *
     * @param comment stands in the vendor's audit log
     */
    List<ItemOutcome<String>> delete(List<String> ids, String comment, CallClass callClass);

    /** All actions, with what each can be combined with ({@code action.get.v1}). */
    FalconResult<List<IocAction>> actions(CallClass callClass);

    /** The actions of these names; names the vendor does not know are absent. */
    FalconResult<List<IocAction>> actions(List<String> ids, CallClass callClass);

    /** The words the vendor takes. */
    FalconResult<List<String>> words(Vocabulary vocabulary, CallClass callClass);
}
