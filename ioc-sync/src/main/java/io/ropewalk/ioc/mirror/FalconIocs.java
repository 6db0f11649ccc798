package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.value.IocValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The custom IOCs of one customer. Writes answer for each item, in the order asked. */
public interface FalconIocs {

    /** A value and how it is to stand. */
    record NewIoc(IocValue value, Form form) {}

    /** A change to one that is there. */
    sealed interface Edit {
        String id();

        /** As if it were made anew. */
        record Rewrite(String id, Form form) implements Edit {}

        /** Out of use: it does nothing, and the tags say so. All else stays. */
        record Retire(String id, SortedSet<String> tags) implements Edit {}
    }

    /**
     * Each done one's id. A value that is there already is refused, as a conflict where Falcon says
     * so.
     *
     * @param insist also what Falcon only warns of. It may warn of a value that is there, and then
     *     change that one
     */
    List<ItemOutcome<String>> create(List<NewIoc> iocs, boolean insist);

    List<ItemOutcome<String>> edit(List<Edit> edits);

    List<ItemOutcome<String>> delete(List<String> ids);

    /** Those of these values, whoever made them. A fresh one may be missing for a while. */
    FalconResult<List<StoredIoc>> find(Collection<IocValue> values);

    /** One page of those of a source, oldest first; the end is an empty page. */
    FalconResult<Page<StoredIoc>> ofSource(String source, Optional<String> cursor);

    /** The customer's own table of what can be had. */
    FalconResult<ActionMatrix> actions();
}
