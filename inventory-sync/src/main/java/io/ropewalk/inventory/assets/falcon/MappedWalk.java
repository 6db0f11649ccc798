package io.ropewalk.inventory.assets.falcon;

import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.inventory.assets.AssetWalk;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.ocsf.Asset;
import java.util.function.Function;

/** A walk over records, as assets. */
final class MappedWalk<T> implements AssetWalk {
    private final PageWalk<T> records;
    private final Origin origin;
    private final Function<T, Asset> map;

    MappedWalk(PageWalk<T> records, Origin origin, Function<T, Asset> map) {
        this.records = records;
        this.origin = origin;
        this.map = map;
    }

    @Override
    public Step<Asset> next() {
        return switch (records.next()) {
            case Step.Items<T> page ->
                    new Step.Items<>(
                            page.items().stream().map(map).toList(), page.received(), page.total());
            case Step.Complete<T> end -> new Step.Complete<>(end.received(), end.distinct());
            case Step.NotComplete<T> end ->
                    new Step.NotComplete<>(
                            end.received(),
                            end.total(),
                            end.why(),
                            end.traceId(),
                            end.cursorRefused());
        };
    }

    @Override
    public Origin origin() {
        return origin;
    }
}
