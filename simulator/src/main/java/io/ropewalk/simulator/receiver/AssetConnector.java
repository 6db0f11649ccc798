package io.ropewalk.simulator.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.WireFaults;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.http.Transfer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sekoia's asset connector: {@code {"version": 1, "items": [...]}} with OCSF records under a bearer
 * key, taken as a whole or not at all. Base URL, path and body follow the vendor's SDK; the form of
 * a refusal is ours.
 */
final class AssetConnector {
    static final String PREFIX = "/receivers/sekoia-assets/";

    private static final Pattern PATH =
            Pattern.compile(
                    Pattern.quote(PREFIX)
                            + "api/v2/asset-management/asset-connector/"
                            + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String BEARER = "bearer ";
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private final JsonMapper mapper = new JsonMapper();
    private volatile AssetInbox inbox = new AssetInbox();

    AssetsReceived received() {
        return inbox.snapshot();
    }

    void forget() {
        inbox = new AssetInbox();
    }

    static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    /**
     * Answers and records.
     *
     * @throws BadBody when the body is not what the connector takes
     */
    HttpAnswer answer(
            HttpRequest request, ReceiverSettings settings, Optional<Fault> fault, Instant now) {
        return switch (fault.orElse(null)) {
            case Fault.Status status -> ReceiverFaults.status(status);
            case Fault.Throttle throttle -> ReceiverFaults.throttle(throttle, now);
            case Fault.Reset _ -> HttpAnswer.empty(200).with(new Transfer.Reset());
            case Fault.OnWire onWire -> WireFaults.damaged(taken(request, settings), onWire);
            case null, default -> taken(request, settings);
        };
    }

    void answered(int status) {
        inbox.answered(status);
    }

    private HttpAnswer taken(HttpRequest request, ReceiverSettings settings) {
        var key =
                request.header("authorization")
                        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(header -> header.substring(BEARER.length()).strip());
        if (key.isEmpty() || !settings.assetKeys().contains(key.get())) {
            return Protocol.error(401, "Unauthorized access");
        }
        if (!request.mediaType().equals("application/json")) {
            throw new BadBody(415, "Content-Type must be application/json");
        }
        var items = items(Unpacked.body(request, MAX_BYTES));
        for (var i = 0; i < items.size(); i++) {
            var problem = AssetShape.problem(items.get(i));
            if (problem.isPresent()) {
                inbox.refuse(items.size());
                throw new BadBody(400, "items[" + i + "]: " + problem.get());
            }
        }
        inbox.take(items);
        return HttpAnswer.json(200, out -> out.raw("{\"result\": \"success\"}\n"));
    }

    private List<JsonNode> items(byte[] body) {
        JsonNode root;
        try {
            root = mapper.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new BadBody(400, "Invalid request format");
        }
        if (root == null
                || root.size() != 2
                || !root.path("version").isIntegralNumber()
                || !root.path("items").isArray()) {
            throw new BadBody(400, "the body must be {\"version\": 1, \"items\": [...]}");
        }
        var items = new ArrayList<JsonNode>();
        root.get("items").forEach(items::add);
        return items;
    }
}
