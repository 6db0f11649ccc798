package io.ropewalk.falcon.paging;

import io.ropewalk.falcon.FalconResult;
import java.util.Optional;

/** Fetches one page of a listing. */
@FunctionalInterface
public interface PageSource<T> {

    /**
     * Fetches a page.
     *
     * @param cursor where to go on, as the page before said; empty for the first page and where
     *     pages are found by offset
     * @param offset how many entries were listed before this page, counted by the walk
     */
    FalconResult<Fetched<T>> fetch(Optional<String> cursor, long offset);
}
