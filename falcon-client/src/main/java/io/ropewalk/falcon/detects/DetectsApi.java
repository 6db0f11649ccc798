package io.ropewalk.falcon.detects;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconResult;
import java.util.List;

/**
 * The detections of one customer, as they were before alerts. The vendor ended this API on
 * 2025-09-30: where it keeps to that, every call is {@code gone-upstream}. Call it only for
 * somebody who asked for it.
 */
public interface DetectsApi {

    /** The most ids one call may send; longer lists are cut into chunks. */
    int MAX_IDS = 1_000;

    /** The detections of these ids ({@code GetDetectSummaries}), in the vendor's order. */
    FalconResult<List<Detection>> summaries(List<String> detectionIds, CallClass callClass);
}
