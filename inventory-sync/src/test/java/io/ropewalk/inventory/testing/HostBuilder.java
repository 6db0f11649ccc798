package io.ropewalk.inventory.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.ropewalk.falcon.hosts.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds a host record from the few fields a test cares about, by the vendor's names. */
public final class HostBuilder {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final Map<String, Object> fields = new HashMap<>();

    private HostBuilder(String deviceId, String cid) {
        fields.put("device_id", deviceId);
        fields.put("cid", cid);
    }

    public static HostBuilder host(String deviceId, String cid) {
        return new HostBuilder(deviceId, cid);
    }

    public HostBuilder with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    public HostBuilder with(String field, List<String> values) {
        fields.put(field, values);
        return this;
    }

    public Host build() {
        return JSON.convertValue(fields, Host.class);
    }
}
