package io.ropewalk.falcon.flightcontrol;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import java.util.List;

/** The children of a Flight Control parent. Scope {@code Flight Control: read}. */
public interface FlightControlApi {

    /**
     * Ids asked for in a page, and sent in one call of {@link #details}. The vendor names no limit;
     * its PowerShell library goes to 5,000.
     */
    int PAGE = 500;

    /**
     * The children of these customer ids ({@code getChildrenV2}). Ids the vendor does not know are
     * absent from a good answer.
     */
    FalconResult<List<Child>> details(List<String> cids, CallClass callClass);

    /** Walks all children by {@code queryChildren} and {@link #details}. */
    PageWalk<Child> walk(CallClass callClass);
}
