package io.ropewalk.simulator.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The least an OCSF inventory record has to have: Device Inventory Info (5001) or User Inventory
 * Info (5003), with the numbers that belong together and the texts consumers rely on.
 */
final class AssetShape {
    private static final int DEVICE = 5001;
    private static final int USER = 5003;
    private static final int DISCOVERY = 5;
    private static final int ACTIVITIES = 100;

    private AssetShape() {}

    static boolean isDevice(JsonNode asset) {
        return asset.get("class_uid").asInt() == DEVICE;
    }

    static String uid(JsonNode asset) {
        return asset.get(isDevice(asset) ? "device" : "user").get("uid").asText();
    }

    /** What is wrong with a record, in a sentence; empty when nothing is. */
    static Optional<String> problem(JsonNode asset) {
        if (!asset.isObject()) {
            return Optional.of("is no object");
        }
        var type = asset.path("class_uid").asInt();
        if (type != DEVICE && type != USER) {
            return Optional.of("class_uid must be 5001 or 5003");
        }
        for (var name : List.of("activity_id", "category_uid", "severity_id", "type_uid", "time")) {
            if (!asset.path(name).isNumber()) {
                return Optional.of(name + " must be a number");
            }
        }
        if (asset.get("category_uid").asInt() != DISCOVERY) {
            return Optional.of("category_uid must be 5");
        }
        if (asset.get("type_uid").asLong()
                != (long) type * ACTIVITIES + asset.get("activity_id").asInt()) {
            return Optional.of("type_uid must be class_uid * 100 + activity_id");
        }
        return missingText(asset, "metadata/version", "metadata/product/name")
                .or(() ->
                        type == DEVICE
                                ? device(asset)
                                : missingText(asset, "user/uid", "user/name"))
                .or(() -> nullMember(asset, ""));
    }

    private static Optional<String> device(JsonNode asset) {
        if (!asset.at("/device/type_id").isIntegralNumber()) {
            return Optional.of("device.type_id must be a whole number");
        }
        var organization = asset.at("/device/org");
        return missingText(asset, "device/uid", "device/hostname")
                .or(() ->
                        organization.isObject() && !organization.path("name").isTextual()
                                ? Optional.of("device.org.name must be a text")
                                : Optional.empty());
    }

    private static Optional<String> missingText(JsonNode asset, String... paths) {
        for (var path : paths) {
            if (asset.at("/" + path).asText("").isBlank() || !asset.at("/" + path).isTextual()) {
                return Optional.of(path.replace('/', '.') + " must be a text");
            }
        }
        return Optional.empty();
    }

    /** What is not known is left out. */
    private static Optional<String> nullMember(JsonNode node, String path) {
        for (var member : node.properties()) {
            var name = path + member.getKey();
            if (member.getValue().isNull()) {
                return Optional.of(name + " must not be null");
            }
            var inner = nullMember(member.getValue(), name + ".");
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }
}
