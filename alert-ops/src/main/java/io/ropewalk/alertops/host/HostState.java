package io.ropewalk.alertops.host;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.hosts.OnlineState;
import io.ropewalk.falcon.paging.Chunks;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hosts as Falcon has them at one moment, by agent id. */
record HostState(Map<String, Host> found, String traceId) {

    /** So many ids stay below the longest address the vendor takes. */
    private static final int IDS_IN_A_FILTER = 100;

    private static final int HIDDEN_PAGE = 100;

    /**
     * Reads them.
     *
     * @throws FalconCallFailed when they cannot be read
     */
    static HostState read(HostsApi api, HostAction action, List<String> ids) {
        HostState shown = read(api, ids);
        List<String> missing = ids.stream().filter(it -> !shown.found().containsKey(it)).toList();
        if (!HostGoal.concernsHidden(action) || missing.isEmpty()) {
            return shown;
        }
        Map<String, Host> found = new LinkedHashMap<>(shown.found());
        Chunks.of(missing, IDS_IN_A_FILTER).forEach(some -> addHidden(api, some, found));
        return new HostState(found, shown.traceId());
    }

    /**
     * Reads them by id.
     *
     * @throws FalconCallFailed when they cannot be read
     */
    static HostState read(HostsApi api, List<String> ids) {
        Map<String, Host> found = new LinkedHashMap<>();
        FalconResult<List<Host>> read = api.details(ids, CallClass.INTERACTIVE);
        read.orThrow().forEach(it -> found.putIfAbsent(it.deviceId(), it));
        return new HostState(found, read.trace());
    }

    /** By id a hidden host may be absent; the listing of hidden ones has it. */
    private static void addHidden(HostsApi api, List<String> ids, Map<String, Host> found) {
        PageWalk<Host> walk =
                api.walkHidden(HostFields.DEVICE_ID.in(ids), HIDDEN_PAGE, CallClass.INTERACTIVE);
        while (true) {
            switch (walk.next()) {
                case Step.Items<Host> page ->
                        page.items().forEach(it -> found.putIfAbsent(it.deviceId(), it));
                case Step.Complete<Host> _ -> {
                    return;
                }
                case Step.NotComplete<Host> it ->
                        throw new FalconCallFailed(it.why(), it.traceId());
            }
        }
    }

    Optional<Host> of(String id) {
        return Optional.ofNullable(found.get(id));
    }

    /** {@code online}, {@code offline} or {@code unknown} by id, as far as Falcon says. */
    static Map<String, String> online(HostsApi api, List<String> ids) {
        return api.online(ids, CallClass.INTERACTIVE)
                        instanceof FalconResult.Ok<List<OnlineState>> ok
                ? ok.value().stream()
                        .collect(
                                Collectors.toMap(
                                        OnlineState::id,
                                        it -> Objects.requireNonNullElse(it.state(), "unknown"),
                                        (first, _) -> first))
                : new HashMap<>();
    }
}
