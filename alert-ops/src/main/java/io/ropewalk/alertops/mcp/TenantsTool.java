package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The customers there are. */
public final class TenantsTool implements Tool {
    private final Tenants tenants;

    public TenantsTool(Tenants tenants) {
        this.tenants = Objects.requireNonNull(tenants, "tenants");
    }

    @Override
    public String name() {
        return "tenants_list";
    }

    @Override
    public Arguments arguments() {
        return new Arguments(List.of());
    }

    @Override
    public Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("tenants", Map.of("type", "array", "items", Map.of("type", "string")));
        return Listed.closed(properties);
    }

    @Override
    public Map<String, Object> call(Arguments.Given given, Caller caller) {
        return Map.of("tenants", tenants.names());
    }
}
