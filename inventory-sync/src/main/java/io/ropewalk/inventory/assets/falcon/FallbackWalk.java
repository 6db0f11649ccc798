package io.ropewalk.inventory.assets.falcon;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.inventory.assets.AssetWalk;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.ocsf.Asset;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks another listing where the first page shows that the tenant does not have this one. */
final class FallbackWalk implements AssetWalk {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackWalk.class);

    private final Supplier<AssetWalk> other;
    private AssetWalk walk;
    private boolean started;

    FallbackWalk(AssetWalk first, Supplier<AssetWalk> other) {
        this.walk = first;
        this.other = other;
    }

    @Override
    public Step<Asset> next() {
        Step<Asset> step = walk.next();
        boolean first = !started;
        started = true;
        if (first && step instanceof Step.NotComplete<Asset> end && missing(end.why().category())) {
            walk = other.get();
            LOG.info("the tenant does not let its users be read by Identity Protection");
            return walk.next();
        }
        return step;
    }

    private static boolean missing(FailureCategory category) {
        return category == FailureCategory.SCOPE_MISSING
                || category == FailureCategory.GONE_UPSTREAM;
    }

    @Override
    public Origin origin() {
        return walk.origin();
    }
}
