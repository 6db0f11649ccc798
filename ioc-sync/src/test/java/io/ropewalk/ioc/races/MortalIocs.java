package io.ropewalk.ioc.races;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.mirror.FalconIocs;
import io.ropewalk.ioc.mirror.StoredIoc;
import io.ropewalk.ioc.value.IocValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A way to Falcon that a process has as long as it lives. */
record MortalIocs(FalconIocs real, Life life) implements FalconIocs {

    @Override
    public List<ItemOutcome<String>> create(List<NewIoc> iocs, boolean insist) {
        return life.doing(() -> real.create(iocs, insist));
    }

    @Override
    public List<ItemOutcome<String>> edit(List<Edit> edits) {
        return life.doing(() -> real.edit(edits));
    }

    @Override
    public List<ItemOutcome<String>> delete(List<String> ids) {
        return life.doing(() -> real.delete(ids));
    }

    @Override
    public FalconResult<List<StoredIoc>> find(Collection<IocValue> values) {
        return life.doing(() -> real.find(values));
    }

    @Override
    public FalconResult<Page<StoredIoc>> ofSource(String source, Optional<String> cursor) {
        return life.doing(() -> real.ofSource(source, cursor));
    }

    @Override
    public FalconResult<ActionMatrix> actions() {
        return life.doing(real::actions);
    }
}
