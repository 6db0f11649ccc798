package io.ropewalk.inventory.sync;

import io.ropewalk.falcon.FalconResult;
import java.util.List;

/** Asks the vendor for single records. */
@FunctionalInterface
public interface Lookup<R> {

    /** Most ids in one question. */
    int MOST = 100;

    /**
     * The records of these ids; ids the vendor does not know are absent from a good answer.
     *
     * @param ids at most {@value #MOST}
     */
    FalconResult<List<R>> find(String tenant, List<String> ids);
}
