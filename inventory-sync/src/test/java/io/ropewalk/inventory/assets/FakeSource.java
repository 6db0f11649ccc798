package io.ropewalk.inventory.assets;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.inventory.ocsf.Asset;
import io.ropewalk.inventory.ocsf.DeviceAssets;
import io.ropewalk.inventory.testing.HostBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Devices in a list, given in pages, with the mishaps a listing may have. */
final class FakeSource implements AssetSource {
    static final String CID = "c0ffee";

    final List<Asset> devices = new ArrayList<>();
    private Optional<FailureCategory> failsAtTheEnd = Optional.empty();
    private boolean repeatsAPage;
    private boolean counted = true;

    FakeSource with(int count) {
        devices.clear();
        for (int i = 0; i < count; i++) {
            devices.add(device(i, "host-" + i));
        }
        return this;
    }

    static Asset device(int number, String hostname) {
        return new DeviceAssets(Map.of())
                .device(
                        HostBuilder.host("aid-%04d".formatted(number), CID)
                                .with("hostname", hostname)
                                .build(),
                        Instant.EPOCH);
    }

    void failsAtTheEnd(FailureCategory category) {
        failsAtTheEnd = Optional.of(category);
    }

    void givesOnePageTwiceAndLeavesOneOut() {
        repeatsAPage = true;
    }

    /** The vendor does not say how many there are. */
    void tellsNoTotal() {
        counted = false;
    }

    void isWellAgain() {
        failsAtTheEnd = Optional.empty();
        repeatsAPage = false;
    }

    @Override
    public AssetWalk walk(String tenant, AssetKind kind, int pageSize) {
        List<List<Asset>> pages = new ArrayList<>();
        for (int from = 0; from < devices.size(); from += pageSize) {
            pages.add(
                    List.copyOf(devices.subList(from, Math.min(from + pageSize, devices.size()))));
        }
        if (repeatsAPage) {
            pages.set(1, pages.getFirst());
        }
        return new Walk(
                pages,
                counted ? OptionalLong.of(devices.size()) : OptionalLong.empty(),
                failsAtTheEnd);
    }

    private static final class Walk implements AssetWalk {
        private final List<List<Asset>> pages;
        private final OptionalLong total;
        private final Optional<FailureCategory> failure;
        private int next;
        private long received;

        Walk(List<List<Asset>> pages, OptionalLong total, Optional<FailureCategory> failure) {
            this.pages = pages;
            this.total = total;
            this.failure = failure;
        }

        @Override
        public Step<Asset> next() {
            if (next < pages.size()) {
                List<Asset> page = pages.get(next++);
                received += page.size();
                return new Step.Items<>(page, received, total);
            }
            return failure.<Step<Asset>>map(category ->
                            new Step.NotComplete<>(
                                    received,
                                    OptionalLong.empty(),
                                    FalconFailure.of(category, "The listing broke off."),
                                    "trace-1"))
                    .orElseGet(() -> new PageWalk.Step.Complete<>(received, false));
        }

        @Override
        public Origin origin() {
            return Origin.HOSTS;
        }
    }
}
